package io.github.mfpjaxrs.security.servers.spring;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Serves the public key for the client that authenticates with signed assertions. Spring fetches the key from this
 * resource.
 */
@RestController
class ClientKeys {

    private final String jwks;

    ClientKeys(@Value("${client-jwks}") String jwks) {
        this.jwks = jwks;
    }

    @GetMapping(path = "/client-jwks", produces = MediaType.APPLICATION_JSON_VALUE)
    String jwks() {
        return jwks;
    }
}
