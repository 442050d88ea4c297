package io.github.mfpjaxrs.samples.quickstart;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A printed curl command and the response printed below the command. */
record CurlLine(String command, int status, String shown) {

    private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");
    private static final Pattern ANSWER = Pattern.compile("#   (\\d{3}) (.*)");

    /** Returns every curl command that is followed by a response. */
    static List<CurlLine> in(String printed) {
        List<String> lines = printed.lines().toList();
        List<CurlLine> found = new ArrayList<>();
        for (int i = 0; i + 1 < lines.size(); i++) {
            Matcher answer = ANSWER.matcher(lines.get(i + 1));
            if (lines.get(i).startsWith("curl ") && answer.matches()) {
                found.add(new CurlLine(lines.get(i), Integer.parseInt(answer.group(1)), answer.group(2)));
            }
        }
        return found;
    }

    /** Sends the request on a separate connection, as curl would. */
    HttpResponse<String> send() throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder();
        List<String> words = words();
        for (int i = 1; i < words.size(); i++) {
            switch (words.get(i)) {
                case "-i" -> {}
                case "-H" -> {
                    String[] field = words.get(++i).split(": ", 2);
                    request.header(field[0], field[1]);
                }
                case "-d" -> request.POST(BodyPublishers.ofString(words.get(++i)));
                default -> request.uri(URI.create(words.get(i)));
            }
        }
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    }

    private List<String> words() {
        return WORD.matcher(command)
                .results()
                .map(word -> word.group(1) != null ? word.group(1) : word.group(2))
                .toList();
    }

    @Override
    public String toString() {
        return command;
    }
}
