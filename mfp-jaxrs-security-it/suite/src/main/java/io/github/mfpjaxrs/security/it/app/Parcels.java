package io.github.mfpjaxrs.security.it.app;

import io.github.mfpjaxrs.security.MFPProtected;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

/** Accepts parcels and reports how many request bodies were read. */
@Path("parcels")
@RequestScoped
public class Parcels {

    @POST
    @Consumes("text/parcel")
    @MFPProtected("accessRestricted")
    public String deliver(Parcel parcel) {
        return parcel.content();
    }

    @GET
    @Path("read")
    public String read() {
        return Integer.toString(ParcelReader.READ.get());
    }
}
