package io.github.mfpjaxrs.security.internal.config;

/** Text from outside, made harmless for a log line or a message: no line can be forged with it. */
public final class LogSafe {

    private static final int LONGEST = 200;

    private LogSafe() {}

    /**
     * Escapes every character but printable ASCII, and keeps no more than 200 characters.
     *
     * @param text any text
     * @return one line
     */
    public static String of(String text) {
        StringBuilder safe = new StringBuilder(Math.min(text.length(), LONGEST));
        for (int i = 0; i < text.length() && i < LONGEST; i++) {
            char c = text.charAt(i);
            if (c >= 0x20 && c <= 0x7E) {
                safe.append(c);
            } else {
                safe.append(String.format("\\u%04x", (int) c));
            }
        }
        return text.length() > LONGEST ? safe.append("...").toString() : safe.toString();
    }
}
