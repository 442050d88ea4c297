package io.github.mfpjaxrs.security.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfpjaxrs.security.RequiredScope;
import io.github.mfpjaxrs.security.spi.ResourceOperation;
import io.github.mfpjaxrs.security.spi.ResourceOperations;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("O4")
class OpenApiDocumentsTest {

    private final OpenApiDocuments documents = new OpenApiDocuments();
    private final FakeOperations operations = new FakeOperations();
    private final DocumentCompletion completion = new DocumentCompletion("MobileFirst", new RefusalResponses(true));
    private final OpenAPI document = OASFactory.createOpenAPI()
            .paths(OASFactory.createPaths()
                    .addPathItem("/accounts", OASFactory.createPathItem().GET(OASFactory.createOperation())));

    private static final class FakeOperations implements ResourceOperations {

        private final List<ResourceOperation> known = new ArrayList<>();
        private Runnable listener = () -> {};

        @Override
        public List<ResourceOperation> list() {
            return List.copyOf(known);
        }

        @Override
        public void onChange(Runnable listener) {
            this.listener = listener;
        }

        void deploy() {
            known.add(new ResourceOperation(
                    "GET", "/accounts", new ResourceOperation.Token(RequiredScope.allOf("accounts.read"))));
            listener.run();
        }
    }

    @Test
    void documentWhenFilteredAfterTheApplicationHasStartedThenIsCompletedAtOnce() {
        operations.deploy();
        documents.started(operations, completion);

        documents.add(document);

        assertThat(isComplete()).isTrue();
    }

    @Test
    void documentWhenFilteredBeforeTheApplicationStartsThenIsCompletedWithTheStart() {
        documents.add(document);
        operations.deploy();

        documents.started(operations, completion);

        assertThat(isComplete()).isTrue();
    }

    @Test
    void documentWhenResourcesAreDeployedLaterThenIsCompletedWithThem() {
        documents.add(document);
        documents.started(operations, completion);
        assertThat(isComplete()).isFalse();

        operations.deploy();

        assertThat(isComplete()).isTrue();
    }

    @Test
    void documentWhenTheApplicationHasStoppedThenStaysAsItIs() {
        documents.started(operations, completion);
        documents.stopped(operations);
        operations.deploy();

        documents.add(document);

        assertThat(isComplete()).isFalse();
    }

    private boolean isComplete() {
        return document.getPaths().getPathItem("/accounts").getGET().getSecurity() != null;
    }
}
