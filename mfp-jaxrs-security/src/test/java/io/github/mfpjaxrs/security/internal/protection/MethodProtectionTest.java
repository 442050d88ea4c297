package io.github.mfpjaxrs.security.internal.protection;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfpjaxrs.security.RequiredScope;
import io.github.mfpjaxrs.security.internal.protection.MethodProtection.Place;
import io.github.mfpjaxrs.security.internal.protection.Protection.Open;
import io.github.mfpjaxrs.security.internal.protection.Protection.Scoped;
import io.github.mfpjaxrs.security.internal.protection.Protection.Unsaid;
import org.junit.jupiter.api.Test;

class MethodProtectionTest {

    private static final Protection UNSAID = new Unsaid();
    private static final Protection SCOPED = new Scoped(RequiredScope.allOf("a"));

    @Test
    void declaredWhenTheMethodSaysNothingThenTheApplicationsRequirement() {
        assertThat(protection(UNSAID, Place.ROOT_RESOURCE, SCOPED).declared()).isEqualTo(SCOPED);
        assertThat(protection(new Open(), Place.ROOT_RESOURCE, SCOPED).declared())
                .isEqualTo(new Open());
    }

    @Test
    void isUnprotectedWhenARootResourceAndItsApplicationSayNothingThenTrue() {
        assertThat(protection(UNSAID, Place.ROOT_RESOURCE, UNSAID).isUnprotected())
                .isTrue();
        assertThat(protection(SCOPED, Place.ROOT_RESOURCE, UNSAID).isUnprotected())
                .isFalse();
        assertThat(protection(UNSAID, Place.ROOT_RESOURCE, SCOPED).isUnprotected())
                .isFalse();
    }

    @Test
    void isUnprotectedWhenOtherResourcesLeadToTheMethodThenFalse() {
        assertThat(protection(UNSAID, Place.SUB_RESOURCE, UNSAID).isUnprotected())
                .isFalse();
        assertThat(protection(UNSAID, Place.ADDED, UNSAID).isUnprotected()).isFalse();
    }

    private static MethodProtection protection(Protection own, Place place, Protection application) {
        ResourceMethod method = new ResourceMethod(Object.class, Object.class.getMethods()[0]);
        return new MethodProtection(method, own, place, application, false);
    }
}
