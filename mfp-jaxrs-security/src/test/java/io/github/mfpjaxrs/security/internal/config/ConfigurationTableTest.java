package io.github.mfpjaxrs.security.internal.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfpjaxrs.security.internal.fakes.TestSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Compares the tables of docs/reference/configuration.md with the code. */
class ConfigurationTableTest {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| (`mfp\\.[^|]*)\\| ([^|]*)\\|");
    private static final Pattern KEY = Pattern.compile("`(mfp\\.[a-z.-]+)`");
    private static final Pattern DEFAULT = Pattern.compile("`([^`]+)`(?:,.*)?");

    @Test
    void tablesHaveEveryKeyAndNoOther() throws IOException {
        assertThat(documented().keySet())
                .containsExactlyInAnyOrderElementsOf(SettingsReader.keys(TestSettings.config(TestSettings.required())));
    }

    @Test
    void tablesNameTheDefaultsThatTheCodeHas() throws IOException {
        // Compared as text, because secrets are never equal.
        String byDefault = TestSettings.with().toString();

        documented().forEach((key, text) -> {
            Matcher literal = DEFAULT.matcher(text);
            if (literal.matches()) {
                assertThat(TestSettings.with(key, literal.group(1)).toString())
                        .as(key + "=" + literal.group(1))
                        .isEqualTo(byDefault);
            }
        });
    }

    private static Map<String, String> documented() throws IOException {
        Map<String, String> rows = new TreeMap<>();
        Matcher row = ROW.matcher(Files.readString(Path.of("..", "docs", "reference", "configuration.md")));
        while (row.find()) {
            Matcher key = KEY.matcher(row.group(1));
            while (key.find()) {
                rows.put(key.group(1), row.group(2).strip());
            }
        }
        return rows;
    }
}
