// SPDX-License-Identifier: Apache-2.0
package dev.bnn.check.train;

import dev.bnn.check.values.NumberChecker;
import dev.bnn.check.vocabulary.Limits;
import dev.bnn.check.vocabulary.Range;
import dev.bnn.check.vocabulary.Term;
import dev.bnn.check.vocabulary.TrainVocabulary;
import dev.bnn.check.vocabulary.Vocabulary;
import dev.bnn.model.recipe.Descent;
import dev.bnn.model.recipe.Schedule;
import dev.bnn.source.Advice;
import dev.bnn.source.Code;
import dev.bnn.source.Diagnostics;
import dev.bnn.source.Suggestion;
import dev.bnn.syntax.Numeral;
import dev.bnn.syntax.TrainEntry;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Checks the optimizer and the learning rate of a train section. */
final class DescentChecker {
    private static final String SGD = "sgd";
    private static final String ADAMW = "adamw";
    private static final String BOP = "bop";

    private static final Map<String, Descent.Latents.First> FIRSTS =
            WordChooser.byWord(Descent.Latents.First::word, Descent.Latents.First.values());

    private final Diagnostics diagnostics;
    private final NumberChecker numbers;

    DescentChecker(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
        this.numbers = new NumberChecker(diagnostics, Code.TRAIN_RANGE);
    }

    Descent.Optimizer optimizer(TrainEntry.Optimizer optimizer) {
        String algorithm = optimizer.algorithm().text();
        Optional<Term> known = Vocabulary.find(TrainVocabulary.OPTIMIZERS, algorithm);
        if (known.isEmpty()) {
            diagnostics.error(
                    Code.ALGORITHM,
                    optimizer.algorithm().span(),
                    "there is no optimizer `" + algorithm + "`",
                    Suggestion.advice(
                            algorithm,
                            optimizer.algorithm().span(),
                            "optimizers",
                            Vocabulary.words(TrainVocabulary.OPTIMIZERS)));
            return Descent.Optimizer.Adam.STANDARD;
        }
        List<String> options = Vocabulary.words(known.get().choices());
        Map<String, Double> values = new HashMap<>();
        for (TrainEntry.Option option : optimizer.options()) {
            String keyword = option.keyword();
            if (!options.contains(keyword)) {
                diagnostics.error(
                        Code.OPTION_UNFIT,
                        option.span(),
                        algorithm + " has no option `" + keyword + "`",
                        Advice.of("it has: " + String.join(", ", options))
                                .removing(option.span(), "`" + keyword + "`"));
            } else if (values.put(keyword, value(option)) != null) {
                diagnostics.error(
                        Code.OPTION_TWICE,
                        option.span(),
                        "`" + keyword + "` is given twice",
                        Advice.of("leave one of them out").removing(option.span(), "this `" + keyword + "`"));
            } else if (keyword.equals("nesterov") && !named(optimizer, "momentum")) {
                numbers.error(
                        option.span(),
                        "`nesterov` looks ahead by the momentum, and there is none",
                        "write, for example, `momentum 0.9 nesterov`");
            }
        }
        return switch (algorithm) {
            case SGD -> sgd(values);
            case BOP -> bop(values);
            default -> adam(values, algorithm.equals(ADAMW));
        };
    }

    private static boolean named(TrainEntry.Optimizer optimizer, String keyword) {
        return optimizer.options().stream().anyMatch(o -> o.keyword().equals(keyword));
    }

    private double value(TrainEntry.Option option) {
        Optional<Numeral> number = option.value();
        if (number.isEmpty()) {
            return 1;
        }
        Range range = Vocabulary.find(TrainVocabulary.OPTIMIZER_OPTIONS, option.keyword())
                .flatMap(Term::range)
                .orElseThrow();
        return numbers.real("`" + option.keyword() + "`", number.get(), range).orElse(0);
    }

    private static Descent.Optimizer.Adam adam(Map<String, Double> values, boolean decoupled) {
        Descent.Optimizer.Adam standard = Descent.Optimizer.Adam.STANDARD;
        return new Descent.Optimizer.Adam(
                values.getOrDefault("beta1", standard.beta1()),
                values.getOrDefault("beta2", standard.beta2()),
                values.getOrDefault("epsilon", standard.epsilon()),
                values.getOrDefault("decay", decoupled ? Descent.Optimizer.Adam.DECOUPLED_DECAY : 0),
                decoupled);
    }

    private static Descent.Optimizer sgd(Map<String, Double> values) {
        return new Descent.Optimizer.Sgd(
                values.getOrDefault("momentum", 0.0),
                values.containsKey("nesterov"),
                values.getOrDefault("decay", 0.0));
    }

    private static Descent.Optimizer bop(Map<String, Double> values) {
        Descent.Optimizer.Bop standard = Descent.Optimizer.Bop.STANDARD;
        return new Descent.Optimizer.Bop(
                values.getOrDefault(TrainVocabulary.THRESHOLD.word(), standard.threshold()),
                values.getOrDefault(TrainVocabulary.GAMMA.word(), standard.gamma()),
                adam(values, false));
    }

    Descent.Latents latents(TrainEntry.Latents latents) {
        Descent.Latents found = Descent.Latents.STANDARD;
        Set<Object> given = new HashSet<>();
        for (TrainEntry.LatentsRule rule : latents.rules()) {
            String text = rule.word().text();
            boolean first = FIRSTS.containsKey(text);
            if (!given.add(first ? Descent.Latents.First.class : text)) {
                diagnostics.error(
                        Code.OPTION_TWICE,
                        rule.word().span(),
                        first ? "the first latent weights are given twice" : "`" + text + "` is given twice",
                        "leave one of them out");
                continue;
            }
            if (text.equals(Descent.Latents.RECTIFIED)) {
                found = found.withQuantile(quantile(rule));
                continue;
            }
            rule.value()
                    .ifPresent(value -> diagnostics.error(
                            Code.OPTION_UNFIT,
                            value.span(),
                            "`" + text + "` takes no number",
                            "leave `" + value.text() + "` out"));
            found = text.equals(Descent.Latents.CENTERED) ? found.withCentered(true) : found.withFirst(first(rule));
        }
        return found;
    }

    private double quantile(TrainEntry.LatentsRule rule) {
        Range range = TrainVocabulary.RECTIFIED.range().orElseThrow();
        if (rule.value().isEmpty()) {
            diagnostics.error(
                    Code.OPTION_UNFIT,
                    rule.word().span(),
                    "`rectified` needs the quantile of its clamp, " + range.text(),
                    "write `rectified 0.95`");
        }
        return rule.value()
                .map(value -> numbers.real("`rectified`", value, range).orElse(0.95))
                .orElse(0.95);
    }

    private Descent.Latents.First first(TrainEntry.LatentsRule rule) {
        return new WordChooser(diagnostics)
                .of(
                        rule.word(),
                        FIRSTS,
                        Descent.Latents.First.GLOROT,
                        "there are no latents `" + rule.word().text() + "`",
                        "latents",
                        Vocabulary.words(TrainVocabulary.LATENTS));
    }

    Schedule rate(TrainEntry.Rate rate) {
        double initial = positive("the rate", rate.initial());
        Schedule schedule = rate.schedule().accept(new Schedules(rate.initial(), initial));
        if (rate.warmUp().isEmpty()) {
            return schedule;
        }
        if (rate.schedule() instanceof TrainEntry.Schedule.OneCycle) {
            numbers.error(
                    rate.span(),
                    "`onecycle` rises by itself",
                    "leave `warmup` out, or write `cosine` with the warm-up");
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
            return new Schedule.Stepped(initial, factor(stepped.factor()), epochs("`every`", stepped.every()));
        }

        @Override
        public Schedule decayed(TrainEntry.Schedule.Decayed decayed) {
            double last = positive("the last rate", decayed.last());
            if (last > initial) {
                numbers.error(
                        decayed.last().span(),
                        "the rate would grow from " + written.text() + " to "
                                + decayed.last().text(),
                        "a rate decays to a smaller one");
            }
            return new Schedule.Exponential(initial, last);
        }

        @Override
        public Schedule cosine(TrainEntry.Schedule.Cosine cosine) {
            if (cosine.every().isEmpty()) {
                return new Schedule.Cosine(initial);
            }
            return new Schedule.Legs(
                    initial,
                    epochs("`every`", cosine.every().get()),
                    cosine.factor().map(this::factor).orElse(1.0));
        }

        @Override
        public Schedule oneCycle(TrainEntry.Schedule.OneCycle oneCycle) {
            return new Schedule.OneCycle(initial);
        }

        private double factor(Numeral numeral) {
            return numbers.real("the factor", numeral, Range.BETWEEN_0_AND_1).orElse(0.5);
        }
    }

    private int epochs(String what, Numeral numeral) {
        return (int) numbers.whole(what, numeral, 1, Limits.EPOCHS).orElse(1);
    }

    private double positive(String what, Numeral numeral) {
        return numbers.real(what, numeral, Range.POSITIVE).orElse(1);
    }
}
