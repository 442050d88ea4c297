package io.github.mfpjaxrs.security.openapi;

import io.github.mfpjaxrs.security.spi.ResourceOperation;
import io.github.mfpjaxrs.security.spi.ResourceOperations;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.microprofile.openapi.models.OpenAPI;

/**
 * Brings documents and applications together, regardless of which arrives first. Runtimes create the filter
 * themselves, on threads from which CDI might be unable to find the application. The filter and the application are
 * therefore connected through {@link #SHARED}, which exists once per copy of this jar. Thread-safe.
 */
final class OpenApiDocuments {

    static final OpenApiDocuments SHARED = new OpenApiDocuments();

    private record Started(ResourceOperations operations, DocumentCompletion completion) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final List<WeakReference<OpenAPI>> documents = new ArrayList<>();
    private final List<Started> applications = new ArrayList<>();
    private boolean hasSeenDocument;

    /** Completes a document immediately, and again whenever more operations become known. */
    void add(OpenAPI document) {
        lock.lock();
        try {
            hasSeenDocument = true;
            documents.removeIf(known -> known.refersTo(null));
            documents.add(new WeakReference<>(document));
            applications.forEach(application -> complete(application, List.of(document)));
        } finally {
            lock.unlock();
        }
    }

    /** Registers an application and completes the documents that were filtered before the application started. */
    void started(ResourceOperations operations, DocumentCompletion completion) {
        Started application = new Started(operations, completion);
        lock.lock();
        try {
            applications.add(application);
        } finally {
            lock.unlock();
        }
        operations.onChange(() -> complete(application));
        complete(application);
    }

    void stopped(ResourceOperations operations) {
        lock.lock();
        try {
            applications.removeIf(application -> application.operations() == operations);
        } finally {
            lock.unlock();
        }
    }

    /** Whether the runtime has called the filter. */
    boolean hasSeenDocument() {
        lock.lock();
        try {
            return hasSeenDocument;
        } finally {
            lock.unlock();
        }
    }

    private void complete(Started application) {
        lock.lock();
        try {
            if (applications.contains(application)) {
                complete(
                        application,
                        documents.stream()
                                .map(WeakReference::get)
                                .filter(Objects::nonNull)
                                .toList());
            }
        } finally {
            lock.unlock();
        }
    }

    private static void complete(Started application, List<OpenAPI> documents) {
        if (!documents.isEmpty()) {
            List<ResourceOperation> operations = application.operations().list();
            documents.forEach(document -> application.completion().complete(document, operations));
        }
    }
}
