package io.github.mfpjaxrs.security.benchmarks;

import java.util.Random;

/** Creates tokens as large as MobileFirst's, and the introspection responses for them. */
public final class SampleTokens {

    /** The number of characters in a token. */
    public static final int LENGTH = 1_024;

    /** The scope that the sample resources require. */
    public static final String SCOPE = "RegisteredClient accessRestricted";

    private static final int DIGITS = 8;

    /** The common prefix of all tokens. Eight digits follow it. */
    static final String FILLING = random(1, LENGTH - DIGITS);

    private SampleTokens() {}

    /** Returns a 1 KB token. */
    public static String token(int number) {
        return FILLING + String.format("%0" + DIGITS + "d", number);
    }

    /** Returns the response for a device without a user. Every identifier in it is unique to this token. */
    public static String answerWithoutUser(String token) {
        int number = number(token);
        return "{\"active\":true,\"scope\":\"" + SCOPE + "\",\"client_id\":\"" + uuid(number, 1)
                + "\",\"username\":\"anonymous\",\"exp\":" + expiry(number)
                + ",\"isSuccessful\":true,"
                + device(number) + ",\"mfp-user\":null,\"mfp-checks\":null}";
    }

    /** Returns the response for a user, with attributes and data from a security check. */
    public static String answerWithUser(String token) {
        int number = number(token);
        return "{\"active\":true,\"scope\":\"" + SCOPE + "\",\"client_id\":\"" + uuid(number, 1)
                + "\",\"username\":\"user-" + number + "\",\"exp\":" + expiry(number)
                + ",\"isSuccessful\":true,"
                + device(number) + ",\"mfp-user\":{\"id\":\"user-" + number + "\",\"displayName\":\"User Number "
                + number
                + "\",\"authenticatedAt\":" + (expiry(number) - 3_600_000L)
                + ",\"authenticatedBy\":\"UserLogin\",\"attributes\":{\"branch\":\"branch-" + number % 500
                + "\",\"customerNumber\":\"" + (10_000_000 + number)
                + "\"}},\"mfp-checks\":{\"UserLogin\":{\"loginTime\":\"" + expiry(number) + "\"}}}";
    }

    private static String device(int number) {
        return "\"mfp-application\":{\"id\":\"com.sample.app\",\"clientPlatform\":\"ios\",\"version\":\"1.0\"},"
                + "\"mfp-device\":{\"id\":\"" + uuid(number, 2)
                + "\",\"hardware\":\"iPhone9,1\",\"platform\":\"iOS 10\",\"status\":\"ACTIVE\",\"displayName\":null}";
    }

    private static String uuid(int number, int kind) {
        return String.format("e3d0a789-6ec1-%04d-930d-%012d", kind, number);
    }

    private static long expiry(int number) {
        return 4_102_444_800_000L + number;
    }

    private static int number(String token) {
        return Integer.parseInt(token, token.length() - DIGITS, token.length(), 10);
    }

    /** Returns random characters that are valid in a token. The same seed always gives the same characters. */
    public static String random(int seed, int length) {
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        return new Random(seed)
                .ints(length, 0, alphabet.length())
                .collect(StringBuilder::new, (text, i) -> text.append(alphabet.charAt(i)), StringBuilder::append)
                .toString();
    }
}
