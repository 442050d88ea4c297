package io.github.mfpjaxrs.samples.instances;

import org.junit.jupiter.api.BeforeAll;

/** Tests two instances that Infinispan connects. Each instance runs in its own process. */
class InfinispanTest extends SharingTests {

    @BeforeAll
    void start() {
        int port = RunningInstance.freePort();
        one = startWithInfinispan(port);
        one.awaitLine("this instance is alone");
        two = startWithInfinispan(port).awaitOthers(1);
        one.awaitOthers(1);
    }

    private RunningInstance startWithInfinispan(int port) {
        return start(
                port,
                "mfp.jcache.provider",
                "org.infinispan.jcache.embedded.JCachingProvider",
                "mfp.jcache.uri",
                "infinispan.xml");
    }
}
