package dev.guildline.adapter.http;

import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Metrics with one label for each constant of an enum, all there from the start and found without a look-up. */
final class EnumLabels {
    private EnumLabels() {}

    /** What a constant is called in metrics. */
    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    static <K extends Enum<K>> Map<K, CounterDataPoint> counters(Counter counter, Class<K> kind) {
        Map<K, CounterDataPoint> each = new EnumMap<>(kind);
        for (K constant : kind.getEnumConstants()) {
            each.put(constant, counter.labelValues(of(constant)));
        }
        return Collections.unmodifiableMap(each);
    }

    /** For a metric with two labels, each the constants of an enum. */
    static <S extends Enum<S>, K extends Enum<K>> Map<S, Map<K, CounterDataPoint>> counters(
            Counter counter, Class<S> first, Set<K> second) {
        Map<S, Map<K, CounterDataPoint>> each = new EnumMap<>(first);
        for (S outer : first.getEnumConstants()) {
            Map<K, CounterDataPoint> inner = new HashMap<>();
            second.forEach(constant -> inner.put(constant, counter.labelValues(of(outer), of(constant))));
            each.put(outer, Map.copyOf(inner));
        }
        return Collections.unmodifiableMap(each);
    }

    static <K extends Enum<K>> Map<K, DistributionDataPoint> histograms(Histogram histogram, Class<K> kind) {
        Map<K, DistributionDataPoint> each = new EnumMap<>(kind);
        for (K constant : kind.getEnumConstants()) {
            each.put(constant, histogram.labelValues(of(constant)));
        }
        return Collections.unmodifiableMap(each);
    }
}
