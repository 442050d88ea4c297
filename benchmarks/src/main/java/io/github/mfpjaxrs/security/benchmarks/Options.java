package io.github.mfpjaxrs.security.benchmarks;

import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The command line.
 *
 * @param quick whether the run only verifies that everything works
 * @param parts the parts to run
 * @param scenarios the scenarios for the load comparison
 * @param stacks names, or parts of names, that select stacks; all stacks if empty
 * @param pairs the number of measured pairs for each median
 * @param seconds the duration of each measurement
 * @param warmUp seconds of load on a fresh process before its first measurement
 */
record Options(
        boolean quick,
        Set<Part> parts,
        Set<Scenario> scenarios,
        List<String> stacks,
        int pairs,
        int seconds,
        int warmUp) {

    static final String USAGE = """
            Usage: benchmarks/run [options]

              --hosts             build and measure this library on Quarkus and on Open Liberty too (downloads 350 MB once)
              --peers             build and measure others too; they are also measured if they have been built before
              --short             show within a minute or so that everything runs; the figures mean nothing
              --only PART,...     micro, instances, load, clients, stampede, flood; all by default
              --scenario NAME,... of the load: hot, thousand, new, new_slow, unknown, none; all by default
              --stack TEXT;...    only stacks whose name is one of these, or holds it
              --pairs N           pairs of measurements, open and protected, for each median (default 10)
              --seconds N         of each measurement (default 3)
              --warm-up N         seconds of load before the first pair that counts (default 180); a process that is warm gets
                                  a quarter of them before each further row
            """;

    /** The parts that can be run. */
    enum Part {
        MICRO,
        INSTANCES,
        LOAD,
        CLIENTS,
        STAMPEDE,
        FLOOD;

        boolean needsWrk() {
            return this == LOAD || this == CLIENTS || this == FLOOD;
        }
    }

    static Options parse(List<String> arguments) {
        boolean quick = false;
        Set<Part> parts = EnumSet.allOf(Part.class);
        Set<Scenario> scenarios = EnumSet.allOf(Scenario.class);
        List<String> stacks = List.of();
        int pairs = 0;
        int seconds = 0;
        int warmUp = 0;
        for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
            String option = rest.next();
            switch (option) {
                case "--short" -> quick = true;
                case "--only" -> parts = enums(Part.class, value(option, rest));
                case "--scenario" -> scenarios = enums(Scenario.class, value(option, rest));
                case "--stack" -> stacks = List.of(value(option, rest).split(";"));
                case "--pairs" -> pairs = Integer.parseInt(value(option, rest));
                case "--seconds" -> seconds = Integer.parseInt(value(option, rest));
                case "--warm-up" -> warmUp = Integer.parseInt(value(option, rest));
                default -> throw new IllegalArgumentException("unknown option " + option);
            }
        }
        return new Options(
                quick,
                parts,
                scenarios,
                stacks,
                pairs > 0 ? pairs : quick ? 1 : 10,
                seconds > 0 ? seconds : quick ? 1 : 3,
                warmUp > 0 ? warmUp : quick ? 1 : 180);
    }

    /** Returns the requested stacks, or all stacks if none were requested. */
    List<Stack> allStacks() {
        return asked(Stacks.all());
    }

    /** Returns the requested stacks, including peers, or this library once on each host if none were requested. */
    List<Stack> ownStacks() {
        return stacks.isEmpty() ? asked(Stacks.ours()) : asked(Stacks.all());
    }

    private List<Stack> asked(List<Stack> from) {
        if (stacks.isEmpty()) {
            return quick ? List.of(Stack.embedded()) : from;
        }
        return from.stream()
                .filter(stack -> stacks.stream().anyMatch(text -> means(text, stack, from)))
                .toList();
    }

    /**
     * Returns whether a text selects a stack. A stack's full name does not select other stacks whose names contain it.
     */
    private static boolean means(String text, Stack stack, List<Stack> all) {
        return all.stream().anyMatch(other -> other.name().equals(text))
                ? stack.name().equals(text)
                : stack.name().contains(text);
    }

    private static <E extends Enum<E>> Set<E> enums(Class<E> type, String names) {
        Set<E> set = EnumSet.noneOf(type);
        Stream.of(names.split(","))
                .map(name -> Enum.valueOf(type, name.toUpperCase(Locale.ROOT)))
                .forEach(set::add);
        return set;
    }

    private static String value(String option, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new IllegalArgumentException(option + " needs a value");
        }
        return rest.next();
    }
}
