package io.github.mfpjaxrs.security.internal.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfpjaxrs.security.AccessDecision.Reason;
import io.github.mfpjaxrs.security.AccessDecision.Refused;
import io.github.mfpjaxrs.security.internal.config.Settings;
import io.github.mfpjaxrs.security.internal.decision.RefusalMessages;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("C3")
class RefusalResponseTest {

    private static final List<MediaType> ANYTHING = List.of(MediaType.WILDCARD_TYPE);

    private final RefusalResponse problems = new RefusalResponse(new RefusalMessages(Settings.ErrorBody.PROBLEM));
    private final RefusalResponse bare = new RefusalResponse(new RefusalMessages(Settings.ErrorBody.NONE));

    @Test
    void ofWhenProblemThenStatusFieldsAndConstantText() {
        Refused refusal = new Refused(Reason.UNAVAILABLE, 503, Map.of("Retry-After", "7"));

        Response response = problems.create(refusal, ANYTHING);

        assertThat(response.getStatus()).isEqualTo(503);
        assertThat(response.getHeaderString("Retry-After")).isEqualTo("7");
        assertThat(response.getHeaderString("Cache-Control")).isEqualTo("no-store");
        assertThat(response.getMediaType()).hasToString("application/problem+json");
        assertThat(response.getEntity())
                .isEqualTo("{\"type\":\"about:blank\",\"title\":\"Service Unavailable\",\"status\":503,"
                        + "\"detail\":\"The access token cannot be validated at the moment.\"}");
    }

    @ParameterizedTest
    @CsvSource({"application/json", "application/problem+json", "application/*", "*/*"})
    void ofWhenClientTakesJsonThenProblem(String accepted) {
        assertThat(problems.create(
                                refused(Reason.INVALID_TOKEN),
                                List.of(MediaType.TEXT_HTML_TYPE, MediaType.valueOf(accepted)))
                        .hasEntity())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "application/xml", "image/*"})
    void ofWhenClientTakesNoJsonThenNoBody(String accepted) {
        Response response = problems.create(refused(Reason.INVALID_TOKEN), List.of(MediaType.valueOf(accepted)));

        assertThat(response.hasEntity()).isFalse();
        assertThat(response.getHeaderString("Cache-Control")).isEqualTo("no-store");
    }

    @ParameterizedTest
    @EnumSource
    void ofWhenBodiesAreOffThenNone(Reason reason) {
        assertThat(bare.create(refused(reason), ANYTHING).hasEntity()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CONFLICT")
    void ofWhenReasonThenATextOfItsOwn(Reason reason) {
        assertThat((String) problems.create(refused(reason), ANYTHING).getEntity())
                .matches(
                        "\\{\"type\":\"about:blank\",\"title\":\"[A-Z][A-Za-z ]+\",\"status\":401,\"detail\":\"[A-Z].+\\.\"}");
    }

    @Test
    @Tag("M1")
    void ofWhenConflictThenItsFieldAndNoBody() {
        Response response = problems.create(new Refused(Reason.CONFLICT, 409, Map.of("MFP-Conflict", "x")), ANYTHING);

        assertThat(response.hasEntity()).isFalse();
        assertThat(response.getHeaderString("MFP-Conflict")).isEqualTo("x");
        assertThat(response.getHeaderString("WWW-Authenticate")).isNull();
    }

    private static Refused refused(Reason reason) {
        return new Refused(reason, 401, Map.of());
    }
}
