package io.github.mfpjaxrs.security.internal.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfpjaxrs.security.RequiredScope;
import io.github.mfpjaxrs.security.internal.oauth.FakeListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestAuthorizationTest {

    private static final String TRACKING_ID = "x-wl-analytics-tracking-id";
    private static final Protection PROTECTED = new Protection.Scoped(RequiredScope.allOf("a"));

    private static final ResourceMethod METHOD =
            new ResourceMethod(Object.class, Object.class.getMethods()[0]);

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void authorizeThenTheTrackingIdIsReadWhereSomebodyIsTold(boolean listening) {
        FakeRequest request = FakeRequest.with("token");

        authorization(listening).authorize(request.context(), METHOD, PROTECTED);

        assertThat(request.isAuthenticated()).isTrue();
        assertThat(request.fieldsRead().contains(TRACKING_ID)).isEqualTo(listening);
    }

    @Test
    void authorizeWhenDoneAlreadyThenNothingIsReadAgain() {
        RequestAuthorization authorization = authorization(true);
        FakeRequest request = FakeRequest.with("token");

        authorization.authorize(request.context(), METHOD, PROTECTED);
        authorization.authorize(request.context(), METHOD, PROTECTED);

        assertThat(request.fieldsRead()).containsExactly(TRACKING_ID);
    }

    private static RequestAuthorization authorization(boolean listening) {
        return TestAuthorization.granting("a", Runnable::run, new FakeListener(listening));
    }
}
