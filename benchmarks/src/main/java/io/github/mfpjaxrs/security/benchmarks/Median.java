package io.github.mfpjaxrs.security.benchmarks;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The median and the range of a set of measurements.
 *
 * @param middle the median
 * @param least the minimum
 * @param most the maximum
 */
record Median(double middle, double least, double most) {

    static <T> Median of(List<T> measured, ToDoubleFunction<T> value) {
        double[] sorted = measured.stream().mapToDouble(value).sorted().toArray();
        int half = sorted.length / 2;
        double middle = sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
        return new Median(middle, sorted[0], sorted[sorted.length - 1]);
    }

    String text(String format) {
        return String.format(format + " (" + format + " to " + format + ")", middle, least, most);
    }
}
