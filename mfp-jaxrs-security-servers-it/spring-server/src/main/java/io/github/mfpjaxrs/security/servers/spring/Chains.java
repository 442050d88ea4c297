package io.github.mfpjaxrs.security.servers.spring;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.oauth2.server.authorization.InMemoryOAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.config.annotation.web.configurers.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.web.SecurityFilterChain;

/** The security filter chains. */
@Configuration(proxyBeanMethods = false)
class Chains {

    /** Keeps tokens in memory, so they are lost when the server stops. */
    @Bean
    OAuth2AuthorizationService authorizations() {
        return new InMemoryOAuth2AuthorizationService();
    }

    @Bean
    @Order(1)
    SecurityFilterChain oauth(
            HttpSecurity http,
            OAuth2AuthorizationService authorizations,
            RegisteredClientRepository clients,
            AuthorizationServerSettings settings,
            @Value("${bearer-introspection:false}") boolean bearerIntrospection)
            throws Exception {
        OAuth2AuthorizationServerConfigurer server = OAuth2AuthorizationServerConfigurer.authorizationServer();
        http.securityMatcher(server.getEndpointsMatcher()).with(server, Customizer.withDefaults());
        if (bearerIntrospection) {
            server.clientAuthentication(callers -> callers.authenticationConverter(
                            new BearerCaller.Converter(settings.getTokenIntrospectionEndpoint()))
                    .authenticationProvider(new BearerCaller.Provider(authorizations, clients)));
        }
        return http.authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .build();
    }

    /** Lets users log in. CSRF protection is disabled, because the tests do not use a browser. */
    @Bean
    @Order(2)
    SecurityFilterChain users(HttpSecurity http) throws Exception {
        return http.authorizeHttpRequests(requests -> requests.requestMatchers("/client-jwks")
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .csrf(AbstractHttpConfigurer::disable)
                .formLogin(Customizer.withDefaults())
                .build();
    }
}
