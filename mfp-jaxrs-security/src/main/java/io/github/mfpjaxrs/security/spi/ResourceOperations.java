package io.github.mfpjaxrs.security.spi;

import java.util.List;

/**
 * The operations of the application's resources and their requirements, resolved by the rules by which requests are
 * authorized. For documentation, such as an OpenAPI document. Available as a CDI bean; thread-safe.
 *
 * <p>Sub-resources are included as far as the declarations of their locators reveal them. Methods that were added
 * programmatically, without annotations, are not.
 */
public interface ResourceOperations {

    /**
     * Returns the operations that are known at the moment. All are known when the application has started and the
     * runtime has deployed its resources; some runtimes deploy them with the first request.
     *
     * @return an unmodifiable copy, in no particular order
     */
    List<ResourceOperation> list();

    /**
     * Registers a listener that is called when more operations become known, or when the requirement of one changes. It
     * is called on the thread that deploys them and must not throw. It is kept as long as the application runs.
     *
     * @param listener calls {@link #list()}, if it needs the operations
     */
    void onChange(Runnable listener);
}
