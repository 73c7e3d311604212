// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow.project;

import dev.bnn.estimate.FrameRate;
import dev.bnn.model.Network;
import dev.bnn.report.data.ReportData;
import dev.bnn.source.Code;
import dev.bnn.source.Diagnostic;
import dev.bnn.source.Severity;
import dev.bnn.source.Words;
import dev.bnn.workflow.Events;
import dev.bnn.workflow.WorkflowException;
import dev.bnn.workflow.record.Metrics;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** Limits on figures of metrics.json; a model that misses one fails the build. */
public final class Budgets {
    /** A figure that can be limited: its place in the metrics, whether the limit is a minimum, and what helps. */
    enum Budget {
        TOP1(
                List.of("train", "evaluate"),
                "top1",
                true,
                " %",
                "train longer (-Dbnn.epochs=N) or make the network wider"),
        TOP5(
                List.of("train", "evaluate"),
                "top5",
                true,
                " %",
                "train longer (-Dbnn.epochs=N) or make the network wider"),
        FPS(List.of("estimate"), "fps", true, " frames/s", "raise PE and SIMD of the slowest layer, or the clock"),
        LUT(List.of("estimate"), "lut", false, " LUT", "lower PE and SIMD, or ask the target for fewer fps"),
        BRAM18(List.of("estimate"), "bram18", false, " BRAM18", "lower PE and SIMD, or make the widest layers smaller"),
        LATENCY_CYCLES(
                List.of("estimate"), "latency_cycles", false, " cycles", "raise PE and SIMD of the slowest layer"),
        WEIGHT_BITS(List.of("validate"), "weight_bits", false, " bits", "make the widest layers smaller"),
        MACS(List.of("validate"), "macs", false, " MACs", "make the widest layers smaller"),
        DIFFERING_BITS(
                List.of("csim"),
                "differing_bits",
                false,
                " bits",
                "see the first difference in the C simulation's log");

        private final List<String> sections;
        private final String key;
        private final boolean minimum;
        private final String unit;
        private final String advice;

        Budget(List<String> sections, String key, boolean minimum, String unit, String advice) {
            this.sections = sections;
            this.key = key;
            this.minimum = minimum;
            this.unit = unit;
            this.advice = advice;
        }

        /** True if longer training changes the figure. */
        private boolean ofTraining() {
            return sections.contains("train");
        }

        /** The limit, in words. */
        private String limit(double limit) {
            return (minimum ? "at least " : "at most ") + Words.number(limit) + unit;
        }

        /** A figure, as the goals print it. */
        private String text(double measured) {
            return switch (this) {
                case TOP1, TOP5 ->
                    BigDecimal.valueOf(measured)
                            .setScale(2, RoundingMode.HALF_UP)
                            .toPlainString();
                case FPS -> new FrameRate(measured).text();
                default -> Words.number(measured);
            };
        }
    }

    /** Key in the section {@code train}: how the run was shorter than its recipe. */
    public static final String SHORTENED = "shortened";

    public static final Budgets NONE = new Budgets(Map.of());

    private final Map<Budget, Double> limits;

    private Budgets(Map<Budget, Double> limits) {
        this.limits = limits;
    }

    /**
     * Reads the names and numbers of the POM's budgets element: top1, top5 and fps are minimums, the others maximums.
     */
    public static Budgets of(Map<String, String> written) throws WorkflowException {
        Map<Budget, Double> limits = new LinkedHashMap<>();
        for (Map.Entry<String, String> e : written.entrySet()) {
            Budget budget = Arrays.stream(Budget.values())
                    .filter(b -> b.key.equals(e.getKey()))
                    .findFirst()
                    .orElseThrow(() -> new WorkflowException("There is no budget <" + e.getKey() + ">; budgets are "
                            + Arrays.stream(Budget.values()).map(b -> b.key).collect(Collectors.joining(", ")) + "."));
            limits.put(budget, number(e.getKey(), e.getValue()));
        }
        return new Budgets(limits);
    }

    private static double number(String key, String text) throws WorkflowException {
        try {
            return Double.parseDouble(text.trim());
        } catch (NumberFormatException | NullPointerException e) {
            throw new WorkflowException(
                    "Budget <" + key + "> is \"" + text + "\"; give a plain number, such as 97.5.", e);
        }
    }

    /**
     * Checks the figures of some sections against their budgets, as {@link #missed} does.
     *
     * @throws WorkflowException with a line for each budget that is missed
     */
    public void check(Network network, List<String> sections, Metrics metrics, Events events)
            throws WorkflowException, IOException {
        List<Diagnostic> missed = missed(network, sections, metrics, events);
        if (!missed.isEmpty()) {
            throw new WorkflowException(lines(missed));
        }
    }

    /** A line for each missed budget, with the place of the model's header. */
    public static String lines(List<Diagnostic> missed) {
        return missed.stream()
                .map(d -> d.span() + ": " + d.message() + "; " + d.hint())
                .collect(Collectors.joining(System.lineSeparator()));
    }

    /**
     * The budgets that the figures of some sections miss, each an error at the header of the network. An accuracy that
     * a shortened training misses is a warning instead: the user asked for less than the recipe.
     */
    public List<Diagnostic> missed(Network network, List<String> sections, Metrics metrics, Events events)
            throws IOException {
        List<Diagnostic> missed = new ArrayList<>();
        for (String section : sections) {
            missed.addAll(missed(network, section, metrics, events));
        }
        return missed;
    }

    private List<Diagnostic> missed(Network network, String section, Metrics metrics, Events events)
            throws IOException {
        String shortened = metrics.text("train", SHORTENED);
        List<Diagnostic> missed = new ArrayList<>();
        for (Map.Entry<Budget, Double> e : limits.entrySet()) {
            Budget budget = e.getKey();
            if (!budget.sections.contains(section)) {
                continue;
            }
            OptionalDouble measured = metrics.number(section, budget.key);
            if (kept(budget, e.getValue(), measured)) {
                continue;
            }
            String message = message(network, budget, e.getValue(), measured);
            if (budget.ofTraining() && !shortened.isEmpty()) {
                events.warn(network.name() + ": trained for " + shortened + ", so this does not fail the build: "
                        + message + "; " + budget.advice);
            } else {
                missed.add(new Diagnostic(Code.FIGURE_MISSED, Severity.ERROR, network.span(), message, budget.advice));
            }
        }
        return missed;
    }

    private static String message(Network network, Budget budget, double limit, OptionalDouble measured) {
        return "budget " + budget.key + " of " + network.name() + ": wanted " + budget.limit(limit)
                + ", "
                + (measured.isPresent()
                        ? "measured " + budget.text(measured.getAsDouble())
                        : "but it was not measured");
    }

    /** Verdicts on the budgets whose figures are known, for the report. */
    public List<ReportData.Budget> verdicts(Metrics metrics) throws IOException {
        List<ReportData.Budget> verdicts = new ArrayList<>();
        for (Map.Entry<Budget, Double> e : limits.entrySet()) {
            Budget budget = e.getKey();
            for (String section : budget.sections) {
                OptionalDouble measured = metrics.number(section, budget.key);
                if (measured.isPresent()) {
                    verdicts.add(new ReportData.Budget(
                            budget.key,
                            budget.limit(e.getValue()),
                            budget.text(measured.getAsDouble()) + budget.unit,
                            kept(budget, e.getValue(), measured)));
                    break;
                }
            }
        }
        return verdicts;
    }

    /**
     * Whether a budget holds. False if the figure is missing (without a C++ compiler, for example), since nothing shows that it
     * holds.
     */
    private static boolean kept(Budget budget, double limit, OptionalDouble measured) {
        return measured.isPresent()
                && (budget.minimum ? measured.getAsDouble() >= limit : measured.getAsDouble() <= limit);
    }
}
