package io.github.mfpjaxrs.security.internal.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfpjaxrs.security.RequiredScope;
import io.github.mfpjaxrs.security.internal.fakes.FakeListener;
import io.github.mfpjaxrs.security.internal.protection.Protection;
import io.github.mfpjaxrs.security.internal.protection.ResourceMethod;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestAuthorizerTest {

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
        RequestAuthorizer authorization = authorization(true);
        FakeRequest request = FakeRequest.with("token");

        authorization.authorize(request.context(), METHOD, PROTECTED);
        authorization.authorize(request.context(), METHOD, PROTECTED);

        assertThat(request.fieldsRead()).containsExactly(TRACKING_ID, "User-Agent", "x-mfp-analytics-metadata");
    }

    @Test
    @Tag("J18")
    void authorizeWhenRefusedThenTheNextMethodOfTheSameRequestIsDecidedAnew() {
        RequestAuthorizer authorization = authorization(false);
        FakeRequest request = FakeRequest.without();

        authorization.authorize(request.context(), METHOD, PROTECTED);
        request.forgetRefusal();
        authorization.authorize(request.context(), METHOD, PROTECTED);

        assertThat(request.refusal()).hasValue(401);
        assertThat(RequestAuthorizer.isAllowed(request.context())).isFalse();
    }

    @Test
    @Tag("J18")
    void authorizeWhenAnotherMethodWasAllowedThenThisOneIsDecidedByItself() {
        RequestAuthorizer authorization = authorization(false);
        FakeRequest request = FakeRequest.with("token");
        ResourceMethod other = new ResourceMethod(String.class, Object.class.getMethods()[0]);

        authorization.authorize(request.context(), METHOD, PROTECTED);
        authorization.authorize(request.context(), other, new Protection.Scoped(RequiredScope.allOf("not granted")));

        assertThat(request.refusal()).hasValue(403);
        assertThat(RequestAuthorizer.isAllowed(request.context())).isFalse();
    }

    @Test
    @Tag("J18")
    void authorizeWhenAnEarlierDispatchWasAllowedTheMethodThenItsRequestDoesNotCount() {
        RequestAuthorizer authorization = authorization(false);
        FakeRequest first = FakeRequest.with("token");
        FakeRequest second = FakeRequest.without().sharingPropertiesOf(first);

        authorization.authorize(first.context(), METHOD, PROTECTED);
        authorization.authorize(second.context(), METHOD, PROTECTED);

        assertThat(first.refusal()).isEmpty();
        assertThat(second.refusal()).hasValue(401);
    }

    @Test
    @Tag("J23")
    void authorizeWhenDeniedThenForbiddenWithoutAChallenge() {
        FakeRequest request = FakeRequest.with("token");

        authorization(false).authorize(request.context(), METHOD, new Protection.Denied());

        assertThat(request.refusal()).hasValue(403);
        assertThat(request.isAuthenticated()).isFalse();
    }

    private static RequestAuthorizer authorization(boolean listening) {
        return TestAuthorization.granting("a", Runnable::run, new FakeListener(listening));
    }
}
