package dev.guildline.adapter.knowledge;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** How well a set was answered, in figures by name. Those that cannot be told are left out. */
final class EvaluationFigures {
    private static final int COUNTED = 10;
    private static final int SHOWN = 4;
    private static final double KEPT = 0.95;

    private EvaluationFigures() {}

    /**
     * How a question was answered.
     *
     * @param answerable whether the base holds an answer
     * @param rank where the first right article came, from 0; high if nowhere
     * @param confidence of the first article
     * @param answered whether something would have been shown
     */
    record Outcome(boolean answerable, int rank, double confidence, boolean answered) {
        boolean isUseful() {
            return answerable && answered && rank < SHOWN;
        }
    }

    static Map<String, Double> of(Collection<Outcome> outcomes) {
        List<Outcome> in = outcomes.stream().filter(Outcome::answerable).toList();
        List<Outcome> out = outcomes.stream().filter(each -> !each.answerable()).toList();
        Map<String, Double> figures = new LinkedHashMap<>();
        if (!in.isEmpty()) {
            for (int most : new int[] {1, 3, SHOWN}) {
                figures.put(
                        "r" + most,
                        share(in.stream().filter(each -> each.rank() < most).count(), in.size()));
            }
            figures.put(
                    "mrr10",
                    in.stream()
                            .mapToDouble(each -> each.rank() < COUNTED ? 1.0 / (each.rank() + 1) : 0)
                            .average()
                            .orElse(0));
        }
        if (!in.isEmpty() && !out.isEmpty()) {
            double[] answerable = confidences(in);
            double[] others = confidences(out);
            double kept = quantile(answerable, 1 - KEPT);
            figures.put("auroc", auroc(answerable, others));
            figures.put(
                    "oosr95",
                    share(Arrays.stream(others).filter(each -> each < kept).count(), others.length));
        }
        addDecisions(figures, in, out);
        return figures;
    }

    private static void addDecisions(Map<String, Double> figures, List<Outcome> in, List<Outcome> out) {
        long answeredIn = in.stream().filter(Outcome::answered).count();
        long answeredOut = out.stream().filter(Outcome::answered).count();
        long useful = in.stream().filter(Outcome::isUseful).count();
        if (!in.isEmpty()) {
            figures.put("answered_in", share(answeredIn, in.size()));
            figures.put("useful", share(useful, in.size()));
        }
        if (!out.isEmpty()) {
            figures.put("silent_out", 1 - share(answeredOut, out.size()));
            figures.put("precision", share(useful, Math.max(1, answeredIn + answeredOut)));
        }
    }

    /** The mean of each figure over several sets. */
    static Map<String, Double> mean(Collection<Map<String, Double>> sets) {
        Map<String, List<Double>> collected = new LinkedHashMap<>();
        sets.forEach(each -> each.forEach((name, value) ->
                collected.computeIfAbsent(name, n -> new ArrayList<>()).add(value)));
        Map<String, Double> means = new LinkedHashMap<>();
        collected.forEach((name, values) -> means.put(
                name, values.stream().mapToDouble(Double::doubleValue).average().orElse(0)));
        return means;
    }

    static String line(String name, Map<String, Double> figures) {
        return String.format(Locale.ROOT, "%-22s ", name)
                + figures.entrySet().stream()
                        .map(each -> String.format(Locale.ROOT, "%s=%.3f", each.getKey(), each.getValue()))
                        .collect(Collectors.joining(" "));
    }

    static double share(long part, long whole) {
        return part / (double) whole;
    }

    private static double[] confidences(List<Outcome> outcomes) {
        return outcomes.stream().mapToDouble(Outcome::confidence).sorted().toArray();
    }

    /** The chance that one of the first is above one of the second; equal ones count half. */
    private static double auroc(double[] above, double[] below) {
        double won = 0;
        for (double each : above) {
            int lower = 0;
            int equal = 0;
            for (double other : below) {
                lower += other < each ? 1 : 0;
                equal += other == each ? 1 : 0;
            }
            won += lower + equal / 2.0;
        }
        return won / above.length / below.length;
    }

    private static double quantile(double[] sorted, double share) {
        double place = share * (sorted.length - 1);
        int low = (int) place;
        int high = Math.min(low + 1, sorted.length - 1);
        return sorted[low] + (sorted[high] - sorted[low]) * (place - low);
    }
}
