package io.github.mfpjaxrs.security.it.quarkus;

import io.github.mfpjaxrs.security.MFPProtected;
import io.github.mfpjaxrs.security.it.app.Accounts;
import io.github.mfpjaxrs.security.it.app.Asynchronous;
import io.github.mfpjaxrs.security.it.app.Bank;
import io.github.mfpjaxrs.security.it.app.OrdinaryResource;
import io.github.mfpjaxrs.security.it.app.ProtectedBank;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;

/** An application that lists its resources but none of the library's classes, and that itself requires a scope. */
@ApplicationPath("/api")
@MFPProtected("everything")
public class ProtectedListingApplication extends Application {

    @Override
    public Set<Class<?>> getClasses() {
        return Set.of(Accounts.class, Asynchronous.class, Bank.class, OrdinaryResource.class, ProtectedBank.class);
    }
}
