package io.github.mfpjaxrs.peers;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.core.OAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.server.resource.introspection.OpaqueTokenIntrospector;
import org.springframework.security.oauth2.server.resource.introspection.SpringOpaqueTokenIntrospector;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Serves the same method twice, without sessions, as is usual for resource servers. */
@SpringBootApplication
@RestController
public class PeerApplication {

    private static final String GREETING = "Hello, world";

    /** Starts the server. */
    public static void main(String[] arguments) {
        SpringApplication.run(PeerApplication.class, arguments);
    }

    /** Open to all callers. */
    @GetMapping(path = "/open", produces = "text/plain")
    public String open() {
        return GREETING;
    }

    /** Requires a token. */
    @GetMapping(path = "/protected", produces = "text/plain")
    public String guarded() {
        return GREETING;
    }

    @Bean
    SecurityFilterChain security(HttpSecurity http) throws Exception {
        return http.authorizeHttpRequests(requests -> requests.requestMatchers("/protected")
                        .hasAuthority("SCOPE_accessRestricted")
                        .anyRequest()
                        .permitAll())
                .oauth2ResourceServer(server -> server.opaqueToken(token -> {}))
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .build();
    }

    /**
     * Returns Spring's introspector, either unchanged or behind a cache such as users commonly write. The cache has
     * the same size and lifetime as this library's.
     */
    @Bean
    OpaqueTokenIntrospector introspector(
            @Value("${introspector}") String kind,
            @Value("${basic.introspection.url}") String url,
            @Value("${mfp.client-id}") String id,
            @Value("${mfp.client-secret}") String secret) {
        OpaqueTokenIntrospector plain = SpringOpaqueTokenIntrospector.withIntrospectionUri(url)
                .clientId(id)
                .clientSecret(secret)
                .build();
        if (!kind.equals("caffeine")) {
            return plain;
        }
        Cache<String, OAuth2AuthenticatedPrincipal> cache = Caffeine.newBuilder()
                .maximumSize(50_000)
                .expireAfterWrite(Duration.ofMinutes(1))
                .build();
        return token -> cache.get(token, plain::introspect);
    }
}
