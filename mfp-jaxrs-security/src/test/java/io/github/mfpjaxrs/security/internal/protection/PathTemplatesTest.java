package io.github.mfpjaxrs.security.internal.protection;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PathTemplatesTest {

    interface Api {

        @GET
        @Path("{id: [0-9]+}/balance/")
        String balance();
    }

    @Path("/accounts/")
    public static class Accounts implements Api {

        @Override
        public String balance() {
            return "";
        }

        @GET
        public String all() {
            return "";
        }

        @Path("{id}/transfers")
        public Transfers transfers() {
            return new Transfers();
        }

        @Path("cards")
        public Cards cards() {
            return new Cards();
        }

        @Path("{id}/cards")
        public Cards cardsOf() {
            return new Cards();
        }
    }

    public static class Transfers {

        @GET
        @Path("{transfer}")
        public String one() {
            return "";
        }
    }

    public static class Cards {

        @GET
        public String cards() {
            return "";
        }
    }

    @Path("/")
    public static class Root {

        @GET
        public String root() {
            return "";
        }
    }

    private final PathTemplates templates = new PathTemplates();

    @Test
    void ofWhenRootResourceThenPathsOfClassAndMethodAsWritten() {
        assertThat(of(List.of(Accounts.class), "balance")).isEqualTo("/accounts/{id: [0-9]+}/balance");
        assertThat(of(List.of(Accounts.class), "all")).isEqualTo("/accounts");
        assertThat(of(List.of(Root.class), "root")).isEqualTo("/");
    }

    @Test
    void ofWhenSubResourceThenThePathOfItsLocatorToo() {
        assertThat(of(List.of(Transfers.class, Accounts.class), "one"))
                .isEqualTo("/accounts/{id}/transfers/{transfer}");
    }

    @Test
    void ofWhenSeveralLocatorsMayHaveLedThereThenThatPartIsUnknown() {
        assertThat(of(List.of(Cards.class, Accounts.class), "cards")).isEqualTo("/accounts/*");
    }

    @Test
    void ofWhenTheRuntimeDoesNotTellTheWayThenItIsUnknown() {
        assertThat(of(List.of(Transfers.class), "one")).isEqualTo("/*/{transfer}");
    }

    private String of(List<Class<?>> matched, String name) {
        Class<?> type = matched.get(0);
        Method method = Arrays.stream(type.getMethods())
                .filter(candidate -> candidate.getName().equals(name))
                .findFirst()
                .orElseThrow();
        return templates.templateOf(matched, type, method);
    }
}
