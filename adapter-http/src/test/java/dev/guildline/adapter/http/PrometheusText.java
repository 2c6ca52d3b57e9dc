package dev.guildline.adapter.http;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads Prometheus' text format 0.0.4 and takes nothing that is not in it. */
final class PrometheusText {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");
    private static final Pattern SAMPLE = Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? (\\S+)");
    private static final Pattern LABEL =
            Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\]|\\\\[\\\\n\"])*)\"(,|$)");
    private static final Set<String> TYPES = Set.of("counter", "gauge", "histogram", "summary", "untyped");

    private static final Map<String, Set<String>> SUFFIXES =
            Map.of("histogram", Set.of("_bucket", "_sum", "_count"), "summary", Set.of("", "_sum", "_count"));

    private final Map<String, String> types = new LinkedHashMap<>();
    private final Map<String, Double> samples = new LinkedHashMap<>();

    private PrometheusText() {}

    static PrometheusText read(String text) {
        PrometheusText read = new PrometheusText();
        must(text.endsWith("\n"), "no line break at the end");
        Set<String> helped = new HashSet<>();
        Set<String> over = new HashSet<>();
        String family = "";
        for (String line : text.lines().toList()) {
            String[] words = line.split(" ", 4);
            if (line.startsWith("# HELP ")) {
                must(helped.add(words[2]), line);
            } else if (line.startsWith("# TYPE ")) {
                over.add(family);
                family = words[2];
                must(words.length == 4 && NAME.matcher(family).matches() && TYPES.contains(words[3]), line);
                must(helped.contains(family) && !over.contains(family), line);
                read.types.put(family, words[3]);
            } else {
                read.sample(line, family);
            }
        }
        read.types.forEach(read::check);
        return read;
    }

    private void sample(String line, String family) {
        Matcher sample = SAMPLE.matcher(line);
        must(sample.matches() && sample.group(1).startsWith(family), line);
        String suffix = sample.group(1).substring(family.length());
        must(SUFFIXES.getOrDefault(types.get(family), Set.of("")).contains(suffix), line);
        String key = sample.group(1) + labels(sample.group(2) == null ? "" : sample.group(2), line);
        must(samples.put(key, value(sample.group(3))) == null, "twice: " + line);
    }

    private static Map<String, String> labels(String text, String line) {
        Map<String, String> labels = new TreeMap<>();
        Matcher label = LABEL.matcher(text);
        int end = 0;
        while (end < text.length()) {
            must(label.find(end) && label.start() == end, line);
            must(labels.put(label.group(1), label.group(2)) == null, line);
            end = label.end();
        }
        return labels;
    }

    private static double value(String text) {
        return switch (text) {
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }

    private void check(String family, String type) {
        if (type.equals("counter")) {
            must(family.endsWith("_total"), family);
            of(family).forEach((key, value) -> must(value >= 0, key));
        } else if (type.equals("histogram")) {
            Map<String, List<Double>> buckets = new LinkedHashMap<>();
            of(family + "_bucket").forEach((key, value) -> {
                must(key.contains("le="), key);
                List<Double> series = buckets.computeIfAbsent(
                        key.replaceFirst("le=[^,}]*(, )?", "").replace(", }", "}"), k -> new ArrayList<>());
                must(series.isEmpty() || series.get(series.size() - 1) <= value, key + " falls");
                series.add(value);
            });
            buckets.forEach((key, series) -> {
                String count = key.replaceFirst("_bucket", "_count");
                must(series.get(series.size() - 1).equals(samples.get(count)), count);
                must(samples.containsKey(key.replaceFirst("_bucket", "_sum")), key);
            });
        }
    }

    /** All samples of a name, by name and labels as in {@code name{label=value}}. */
    Map<String, Double> of(String name) {
        Map<String, Double> found = new LinkedHashMap<>();
        samples.forEach((key, value) -> {
            if (key.startsWith(name + "{")) {
                found.put(key, value);
            }
        });
        return found;
    }

    /** The sum of all samples of a name that carry these labels, each as in {@code side=customer}. */
    double sum(String name, String... labels) {
        Map<String, Double> all = of(name);
        must(!all.isEmpty(), "there is no " + name);
        return all.entrySet().stream()
                .filter(sample -> List.of(labels).stream()
                        .allMatch(label -> sample.getKey().matches(".*[{ ]" + Pattern.quote(label) + "[,}].*")))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }

    boolean has(String name) {
        return !of(name).isEmpty();
    }

    int size() {
        return samples.size();
    }

    private static void must(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError("not Prometheus' text format: " + what);
        }
    }
}
