// SPDX-License-Identifier: Apache-2.0
package dev.bnn.check;

import dev.bnn.model.Recipe;
import dev.bnn.model.Schedule;
import dev.bnn.source.Code;
import dev.bnn.source.Diagnostics;
import dev.bnn.source.Suggestion;
import dev.bnn.syntax.Numeral;
import dev.bnn.syntax.TrainEntry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Checks how a train section descends: its optimizer and its rate. */
final class DescentChecker {
    /** The options of each optimizer. */
    private static final Map<String, List<String>> OPTIMIZERS = new TreeMap<>(Map.of(
            "adam", List.of("beta1", "beta2", "epsilon", "decay"),
            "adamw", List.of("beta1", "beta2", "epsilon", "decay"),
            "sgd", List.of("momentum", "nesterov", "decay")));

    private final Diagnostics diagnostics;
    private final Numerals numerals;

    DescentChecker(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
        this.numerals = new Numerals(diagnostics, Code.TRAIN_RANGE);
    }

    Recipe.Optimizer optimizer(TrainEntry.Optimizer optimizer) {
        String algorithm = optimizer.algorithm().text();
        List<String> known = OPTIMIZERS.get(algorithm);
        if (known == null) {
            diagnostics.error(
                    Code.ALGORITHM,
                    optimizer.algorithm().span(),
                    "there is no optimizer `" + algorithm + "`",
                    Suggestion.hint(algorithm, "optimizers", OPTIMIZERS.keySet()));
            return Recipe.Optimizer.Adam.STANDARD;
        }
        Map<String, Double> values = new HashMap<>();
        for (TrainEntry.Option option : optimizer.options()) {
            String keyword = option.keyword();
            if (!known.contains(keyword)) {
                diagnostics.error(
                        Code.OPTION_UNFIT,
                        option.span(),
                        algorithm + " has no option `" + keyword + "`",
                        "it has: " + String.join(", ", known));
            } else if (values.put(keyword, value(option)) != null) {
                diagnostics.error(
                        Code.OPTION_TWICE, option.span(), "`" + keyword + "` is given twice", "leave one of them out");
            } else if (keyword.equals("nesterov") && !named(optimizer, "momentum")) {
                numerals.error(
                        option.span(),
                        "`nesterov` looks ahead by the momentum, and there is none",
                        "write, for example, `momentum 0.9 nesterov`");
            }
        }
        return algorithm.equals("sgd") ? sgd(values) : adam(values, algorithm.equals("adamw"));
    }

    private static boolean named(TrainEntry.Optimizer optimizer, String keyword) {
        return optimizer.options().stream().anyMatch(o -> o.keyword().equals(keyword));
    }

    private double value(TrainEntry.Option option) {
        Optional<Numeral> number = option.value();
        if (number.isEmpty()) {
            return 1;
        }
        String what = "`" + option.keyword() + "`";
        return (option.keyword().equals("epsilon")
                        ? numerals.real(what, number.get(), "above 0", v -> v > 0)
                        : numerals.real(what, number.get(), "at least 0 and below 1", v -> v >= 0 && v < 1))
                .orElse(0);
    }

    private static Recipe.Optimizer adam(Map<String, Double> values, boolean decoupled) {
        Recipe.Optimizer.Adam standard = Recipe.Optimizer.Adam.STANDARD;
        return new Recipe.Optimizer.Adam(
                values.getOrDefault("beta1", standard.beta1()),
                values.getOrDefault("beta2", standard.beta2()),
                values.getOrDefault("epsilon", standard.epsilon()),
                values.getOrDefault("decay", decoupled ? Recipe.Optimizer.Adam.DECOUPLED_DECAY : 0),
                decoupled);
    }

    private static Recipe.Optimizer sgd(Map<String, Double> values) {
        return new Recipe.Optimizer.Sgd(
                values.getOrDefault("momentum", 0.0),
                values.containsKey("nesterov"),
                values.getOrDefault("decay", 0.0));
    }

    Schedule rate(TrainEntry.Rate rate) {
        double initial = positive("the rate", rate.initial());
        Schedule schedule = rate.schedule().accept(new Schedules(rate.initial(), initial));
        if (rate.warmUp().isEmpty()) {
            return schedule;
        }
        return new Schedule.WarmUp(schedule, epochs("`warmup`", rate.warmUp().get()));
    }

    private final class Schedules implements TrainEntry.Schedule.Visitor<Schedule> {
        private final Numeral written;
        private final double initial;

        Schedules(Numeral written, double initial) {
            this.written = written;
            this.initial = initial;
        }

        @Override
        public Schedule constant(TrainEntry.Schedule.Constant constant) {
            return new Schedule.Constant(initial);
        }

        @Override
        public Schedule halved(TrainEntry.Schedule.Halved halved) {
            return new Schedule.Halved(initial, epochs("`every`", halved.every()));
        }

        @Override
        public Schedule stepped(TrainEntry.Schedule.Stepped stepped) {
            double factor = numerals.real("the factor", stepped.factor(), "above 0 and below 1", v -> v > 0 && v < 1)
                    .orElse(0.5);
            return new Schedule.Stepped(initial, factor, epochs("`every`", stepped.every()));
        }

        @Override
        public Schedule decayed(TrainEntry.Schedule.Decayed decayed) {
            double last = positive("the last rate", decayed.last());
            if (last > initial) {
                numerals.error(
                        decayed.last().span(),
                        "the rate would grow from " + written.text() + " to "
                                + decayed.last().text(),
                        "a rate decays to a smaller one");
            }
            return new Schedule.Exponential(initial, last);
        }

        @Override
        public Schedule cosine(TrainEntry.Schedule.Cosine cosine) {
            return new Schedule.Cosine(initial);
        }
    }

    private int epochs(String what, Numeral numeral) {
        return (int) numerals.whole(what, numeral, 1, Limits.EPOCHS).orElse(1);
    }

    private double positive(String what, Numeral numeral) {
        return numerals.real(what, numeral, "above 0", v -> v > 0).orElse(1);
    }
}
