package io.github.mfpjaxrs.security.it.app.switches;

/** Provides deployment settings that disable the library's features and filters. */
public final class Switches {

    /** A {@code web.xml} with RESTEasy and Jersey switches, which other runtimes ignore. */
    public static final String DISABLED_PROVIDERS = """
        <?xml version="1.0" encoding="UTF-8"?>
        <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
                 xsi:schemaLocation="https://jakarta.ee/xml/ns/jakartaee https://jakarta.ee/xml/ns/jakartaee/web-app_5_0.xsd"
                 version="5.0">
          <absolute-ordering/>
          <context-param>
            <param-name>resteasy.disable.providers</param-name>
            <param-value>io.github.mfpjaxrs.security.internal.boot.FilterFeature,io.github.mfpjaxrs.security.internal.boot.MethodProtectionFeature,io.github.mfpjaxrs.security.internal.request.MFPProtectedFilter,io.github.mfpjaxrs.security.internal.boot.ScannedFilterFeature,io.github.mfpjaxrs.security.internal.boot.ScannedProtectionFeature</param-value>
          </context-param>
          <context-param>
            <param-name>jersey.config.server.disableAutoDiscovery</param-name>
            <param-value>true</param-value>
          </context-param>
          <context-param>
            <param-name>jersey.config.disableMetainfServicesLookup</param-name>
            <param-value>true</param-value>
          </context-param>
        </web-app>
        """;

    private Switches() {}
}
