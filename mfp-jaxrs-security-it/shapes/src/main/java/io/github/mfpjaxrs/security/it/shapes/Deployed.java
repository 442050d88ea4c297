package io.github.mfpjaxrs.security.it.shapes;

import io.github.mfpjaxrs.security.it.support.Attempt;
import io.github.mfpjaxrs.security.it.support.War;
import io.github.mfpjaxrs.security.testkit.MobileFirstServer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.shrinkwrap.api.asset.ByteArrayAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * The tests' only deployment, which contains different shapes each time. Arquillian requires the archive before the
 * tests run, but reads its content only when it deploys the archive.
 */
final class Deployed {

    static final String NAME = "shapes";

    private final MobileFirstServer server;
    private final WebArchive archive;
    private final Deployer deployer;

    Deployed(MobileFirstServer server, WebArchive archive, Deployer deployer) {
        this.server = server;
        this.archive = archive;
        this.deployer = deployer;
    }

    /** Deploys shapes with the same {@code Application}, runs a trial, and undeploys the shapes. */
    <T> T with(SourceWriter writer, List<Shape> shapes, Function<Attempt, T> trial) {
        Map<String, String> sources = new LinkedHashMap<>();
        shapes.forEach(shape -> sources.putAll(writer.sources(shape)));
        sources.putAll(writer.application(shapes.get(0).application(), shapes));
        Map<String, byte[]> classes = SourceCompiler.compile(sources);
        List.copyOf(archive.getContent().keySet()).forEach(archive::delete);
        archive.merge(War.named(NAME).against(server).build());
        classes.forEach(
                (name, bytes) -> archive.addAsResource(new ByteArrayAsset(bytes), name.replace('.', '/') + ".class"));
        try (Attempt attempt = Attempt.toDeploy(deployer, NAME)) {
            return trial.apply(attempt);
        }
    }
}
