package io.github.mfpjaxrs.samples.webclient;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.openqa.selenium.Keys;
import org.openqa.selenium.chrome.ChromeDriver;

/** The page in the current tab, as a screen reader and a keyboard user experience it. */
final class Accessibility {

    /** The accessibility roles of controls that a user can operate. */
    private static final Set<String> CONTROLS =
            Set.of("button", "combobox", "link", "listbox", "searchbox", "spinbutton", "textbox");

    private static final int MAX_TABS = 200;

    private final ChromeDriver driver;

    Accessibility(ChromeDriver driver) {
        this.driver = driver;
    }

    /** A node of the browser's accessibility tree. */
    record Node(String role, String name) {

        boolean isControl() {
            return CONTROLS.contains(role);
        }
    }

    /** Returns all nodes that a screen reader visits, in reading order. */
    List<Node> nodes() {
        Map<String, Object> tree = driver.executeCdpCommand("Accessibility.getFullAXTree", Map.of());
        List<Node> nodes = new ArrayList<>();
        for (Object each : (List<?>) tree.get("nodes")) {
            Map<?, ?> node = (Map<?, ?>) each;
            if (!Boolean.TRUE.equals(node.get("ignored"))) {
                nodes.add(new Node(value(node.get("role")), value(node.get("name"))));
            }
        }
        return nodes;
    }

    private static String value(Object property) {
        return Optional.ofNullable((Map<?, ?>) property)
                .map(found -> found.get("value"))
                .map(Object::toString)
                .orElse("");
    }

    /**
     * Returns the focusable elements in the order in which the Tab key visits them. Each element is identified by its
     * index in the document.
     */
    List<Long> tabOrder() {
        driver.executeScript("""
            const start = document.createElement('span');
            start.tabIndex = -1;
            document.body.prepend(start);
            start.focus();
            """);
        List<Long> visited = new ArrayList<>();
        for (int i = 0; i < MAX_TABS; i++) {
            driver.switchTo().activeElement().sendKeys(Keys.TAB);
            long place = (long) driver.executeScript("""
                return [...document.querySelectorAll('*')].indexOf(document.activeElement);
                """);
            if (visited.contains(place) || isBody()) {
                return visited;
            }
            visited.add(place);
        }
        return visited;
    }

    private boolean isBody() {
        return (boolean) driver.executeScript(
                "return document.activeElement === document.body || document.activeElement === null;");
    }

    /** Returns the indexes of the visible controls, in document order. */
    List<Long> controls() {
        Object found = driver.executeScript("""
            const controls = 'a[href], button, input, select, textarea, [tabindex="0"]';
            return [...document.querySelectorAll('*')].flatMap((each, place) =>
                each.matches(controls) && !each.disabled && each.checkVisibility() ? [place] : []);
            """);
        return ((List<?>) found).stream().map(Long.class::cast).toList();
    }

    /** Emulates a user who prefers {@code light} or {@code dark} mode. */
    void prefer(String scheme) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    /** Returns visible texts that have less contrast with their background than WCAG 2 requires at level AA (1.4.3). */
    List<String> faintTexts() {
        Object found = driver.executeScript("""
            const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
            const rgba = (color) => {
              canvas.clearRect(0, 0, 1, 1);
              canvas.fillStyle = color;
              canvas.fillRect(0, 0, 1, 1);
              return canvas.getImageData(0, 0, 1, 1).data;
            };
            const luminance = (color) => {
              const [r, g, b] = [...rgba(color)].slice(0, 3).map((part) => part / 255)
                  .map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
              return 0.2126 * r + 0.7152 * g + 0.0722 * b;
            };
            const behind = (element) => {
              for (let each = element; each; each = each.parentElement) {
                const color = getComputedStyle(each).backgroundColor;
                if (rgba(color)[3] === 255) {
                  return color;
                }
              }
              return 'Canvas';
            };
            const faint = [];
            for (const element of document.querySelectorAll('body *')) {
              const text = [...element.childNodes]
                  .filter((node) => node.nodeType === Node.TEXT_NODE).map((node) => node.data.trim()).join('');
              if (text && element.checkVisibility()) {
                const probe = document.createElement('i');
                probe.style.color = behind(element);
                document.body.append(probe);
                const [dark, light] = [getComputedStyle(element).color, getComputedStyle(probe).color]
                    .map(luminance).sort((a, b) => a - b);
                probe.remove();
                const contrast = (light + 0.05) / (dark + 0.05);
                if (contrast < 4.5) {
                  faint.push(`${text}: ${contrast.toFixed(2)}`);
                }
              }
            }
            return faint;
            """);
        return ((List<?>) found).stream().map(String.class::cast).toList();
    }
}
