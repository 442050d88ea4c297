package io.github.mfpjaxrs.security.internal.config;

/** Escapes external text for log lines and messages to prevent log forging. */
public final class LogSafe {

    private static final int MAX_LENGTH = 200;

    private LogSafe() {}

    /**
     * Escapes all characters except printable ASCII, and truncates the text to 200 characters.
     *
     * @param text any text
     * @return a single line
     */
    public static String escape(String text) {
        StringBuilder safe = new StringBuilder(Math.min(text.length(), MAX_LENGTH));
        for (int i = 0; i < text.length() && i < MAX_LENGTH; i++) {
            char c = text.charAt(i);
            if (c >= 0x20 && c <= 0x7E) {
                safe.append(c);
            } else {
                safe.append(String.format("\\u%04x", (int) c));
            }
        }
        return text.length() > MAX_LENGTH ? safe.append("...").toString() : safe.toString();
    }
}
