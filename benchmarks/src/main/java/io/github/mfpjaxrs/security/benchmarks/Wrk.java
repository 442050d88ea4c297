package io.github.mfpjaxrs.security.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Generates load with wrk, which Debian provides as a package of the same name. */
final class Wrk {

    private static final Pattern RESULT = Pattern.compile("RESULT (\\d+) (\\d+) (\\d+) (\\d+) (\\d+) (\\d+) (\\d+)");

    /**
     * Prints the counts after a run. Supports only one thread, because wrk runs a separate copy of the script in each
     * thread.
     */
    private static final String COUNTING = """
            taken = 0
            local me

            function setup(thread)
              me = thread
            end

            function done(summary, latency, requests)
              local e = summary.errors
              print(string.format("RESULT %d %d %d %d %d %d %d", summary.requests, summary.duration, e.status,
                e.connect + e.read + e.write + e.timeout, latency:percentile(50), latency:percentile(99),
                me:get("taken")))
            end
            """;

    /** Takes a token from the list for each request, and starts over at the end of the list. */
    private static final String LIST = COUNTING + """

            local requests = {}

            function init(args)
              local head = wrk.format("GET", args[1])
              head = head:sub(1, #head - 2)
              for token in io.lines(args[2]) do
                if token == "-" then
                  requests[#requests + 1] = head .. "\\r\\n"
                else
                  requests[#requests + 1] = head .. args[3] .. ": Bearer " .. token .. "\\r\\n\\r\\n"
                end
              end
            end

            function request()
              taken = taken + 1
              return requests[(taken - 1) % #requests + 1]
            end
            """;

    /** Creates a token for each request from a common prefix and an increasing number. */
    private static final String FLOOD = COUNTING + """

            local head
            local number

            function init(args)
              head = wrk.format("GET", args[1])
              head = head:sub(1, #head - 2) .. "Authorization: Bearer " .. args[2]
              number = tonumber(args[3])
            end

            function request()
              taken = taken + 1
              number = number + 1
              return string.format("%s%08d\\r\\n\\r\\n", head, number)
            end
            """;

    private static final String CREDENTIALS = "Authorization";

    /**
     * A header field that is never read and whose name is as long as {@link #CREDENTIALS}. It carries the token to the
     * open method, because some stacks would check {@code Authorization} even there.
     */
    private static final String PAYLOAD = "X-Filler-Text";

    private final Path listScript;
    private final Path floodScript;
    private final Path tokenFile;

    Wrk(Path directory) throws IOException {
        listScript = Files.writeString(directory.resolve("load.lua"), LIST);
        floodScript = Files.writeString(directory.resolve("flood.lua"), FLOOD);
        tokenFile = directory.resolve("tokens");
    }

    /** Returns whether wrk is installed. */
    static boolean isInstalled() {
        try {
            new ProcessBuilder("wrk", "-v").redirectErrorStream(true).start().destroy();
            return true;
        } catch (IOException missing) {
            return false;
        }
    }

    /**
     * The counts that wrk reports.
     *
     * @param requests the number of responses received
     * @param micros the duration
     * @param refusals responses with a status of 400 or more
     * @param failures requests without a response
     * @param medianMicros the median response time
     * @param p99Micros the 99th percentile of the response times
     * @param taken tokens sent
     */
    record Result(
            long requests, long micros, long refusals, long failures, long medianMicros, long p99Micros, long taken) {

        double perSecond() {
            return requests * 1e6 / micros;
        }
    }

    /**
     * Sends requests for the given number of seconds.
     *
     * @param tokens the tokens to send, one after another; empty for requests without a token
     */
    Result run(Application application, String path, List<String> tokens, int connections, int seconds)
            throws IOException, InterruptedException {
        Files.write(tokenFile, tokens.isEmpty() ? List.of("-") : tokens);
        String field = path.equals("/protected") ? CREDENTIALS : PAYLOAD;
        return run(application, listScript, connections, seconds, path, tokenFile.toString(), field);
    }

    /** Calls the protected method with tokens that were never issued, using each token only once. */
    Result flood(Application application, int firstNumber, int connections, int seconds)
            throws IOException, InterruptedException {
        String number = Integer.toString(firstNumber);
        return run(application, floodScript, connections, seconds, "/protected", SampleTokens.FILLING, number);
    }

    private static Result run(Application application, Path script, int connections, int seconds, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("wrk", "-t1", "-c" + connections, "-d" + seconds + "s"));
        command.addAll(List.of("--timeout", "10s", "-s", script.toString()));
        command.addAll(List.of(application.uri("/").toString(), "--"));
        command.addAll(List.of(arguments));
        Process wrk = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(wrk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        wrk.waitFor();
        Matcher result = RESULT.matcher(output);
        if (!result.find()) {
            throw new IOException("wrk failed: " + output);
        }
        long[] numbers = new long[7];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = Long.parseLong(result.group(i + 1));
        }
        return new Result(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5], numbers[6]);
    }
}
