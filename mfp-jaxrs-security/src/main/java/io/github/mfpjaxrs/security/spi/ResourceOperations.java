package io.github.mfpjaxrs.security.spi;

import java.util.List;

/**
 * The operations of the application's resources, with their requirements. Requirements are resolved by the same rules
 * that apply to requests. Intended for documentation, such as an OpenAPI document. Available as a CDI bean.
 * Thread-safe.
 *
 * <p>Sub-resources are included if their locators' declarations reveal them. Methods that were added
 * programmatically, without annotations, are not included.
 */
public interface ResourceOperations {

    /**
     * Returns the operations that are known so far. All of them are known once the application has started and the
     * runtime has deployed its resources, which some runtimes do only on the first request.
     *
     * @return an unmodifiable copy, in no particular order
     */
    List<ResourceOperation> list();

    /**
     * Registers a listener that is called when more operations become known, or when an operation's requirement
     * changes. The listener is called on the thread that deploys the operations, and must not throw an exception. It
     * remains registered as long as the application runs.
     *
     * @param listener the listener, which may call {@link #list()} to obtain the operations
     */
    void onChange(Runnable listener);
}
