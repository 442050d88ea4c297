package io.github.mfpjaxrs.security.internal.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfpjaxrs.security.RequiredScope;
import io.github.mfpjaxrs.security.spi.AuthorizationServerSelector;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("T2")
class ServerSelectionTest {

    private static final RequiredScope SCOPE = RequiredScope.allOf("a");

    @Test
    void selectWhenTheApplicationHasNoSelectorThenTheRequirementIsUnchanged() {
        RequiredScope required = ServerSelection.byConfiguration()
                .select(FakeRequest.with("token").context(), SCOPE);

        assertThat(required).isSameAs(SCOPE);
    }

    @Test
    void selectWhenTheSelectorNamesAServerThenItIsRequired() {
        RequiredScope required = selection(
                        request -> request.header("Authorization").map(field -> "north"))
                .select(FakeRequest.with("token").context(), SCOPE);

        assertThat(required).isEqualTo(SCOPE.withServer("north"));
    }

    @Test
    void selectWhenTheSelectorNamesNoneThenTheRequirementIsUnchanged() {
        RequiredScope required = selection(request -> Optional.empty())
                .select(FakeRequest.with("token").context(), SCOPE);

        assertThat(required).isSameAs(SCOPE);
    }

    @Test
    void selectWhenTheAnnotationNamesAServerThenTheSelectorIsNotAsked() {
        RequiredScope named = SCOPE.withServer("south");

        RequiredScope required = selection(request -> Optional.of("north"))
                .select(FakeRequest.with("token").context(), named);

        assertThat(required).isSameAs(named);
    }

    @Test
    void selectWhenTheServerIsNotConfiguredThenNoServerCanVouch() {
        RequiredScope required = selection(request -> Optional.of("https://attacker.example.com"))
                .select(FakeRequest.with("token").context(), SCOPE);

        assertThat(required.server()).hasValue("");
    }

    @Test
    void selectWhenThePathHasMatrixParametersOrEmptySegmentsThenTheSelectorDoesNotSeeThem() {
        FakeRequest request = FakeRequest.with("token").withSegments("tenants", "", "a/b", "");

        RequiredScope required = selection(
                        asked -> asked.path().equals("/tenants/a%2Fb") ? Optional.of("north") : Optional.empty())
                .select(request.context(), SCOPE);

        assertThat(required.server()).hasValue("north");
    }

    @Test
    void selectWhenTheSelectorFailsThenNoServerCanVouch() {
        RequiredScope required = selection(request -> {
                    throw new IllegalStateException("no tenant");
                })
                .select(FakeRequest.with("token").context(), SCOPE);

        assertThat(required.server()).hasValue("");
    }

    private static ServerSelection selection(AuthorizationServerSelector selector) {
        return new ServerSelection(Optional.of(selector), Set.of("default", "north", "south"));
    }
}
