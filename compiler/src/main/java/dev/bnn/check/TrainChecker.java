package dev.bnn.check;

import dev.bnn.model.Recipe;
import dev.bnn.source.Diagnostics;
import dev.bnn.source.Span;
import dev.bnn.source.Suggestion;
import dev.bnn.syntax.Numeral;
import dev.bnn.syntax.Section;
import dev.bnn.syntax.TrainEntry;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Checks a train section. What it does not say is as {@link Recipe#standard} has it. */
final class TrainChecker {
    private static final List<String> ENTRIES =
            List.of("data", "epochs", "batch", "optimizer", "rate", "loss", "augment", "validation", "seed", "clip");
    private static final int MOST_EPOCHS = 1_000_000;
    private static final int MOST_BATCH = 65_536;

    /**
     * What a recipe has to fit.
     *
     * @param height rows of the image; 0 where they are not known
     * @param width columns of the image
     * @param batchNorm true if there are statistics of a batch
     */
    record Facts(int height, int width, boolean batchNorm) {}

    private final Facts facts;
    private final DataChecker data;
    private final Diagnostics diagnostics;
    private final Numerals numerals;

    TrainChecker(Facts facts, DataChecker data, Diagnostics diagnostics) {
        this.facts = facts;
        this.data = data;
        this.diagnostics = diagnostics;
        this.numerals = new Numerals(diagnostics, Codes.TRAIN_RANGE);
    }

    /** The recipe; of no use where errors were found. */
    Recipe check(Section.Train section, String name) {
        Map<Class<?>, TrainEntry> entries = new HashMap<>();
        Map<String, TrainEntry.Count> counts = new HashMap<>();
        Set<String> seen = new HashSet<>();
        int notUnderstood = 0;
        for (TrainEntry entry : section.entries()) {
            String keyword = keyword(entry);
            if (entry instanceof TrainEntry.Unknown unknown) {
                String word = unknown.word().text();
                if (unknown.span().start().line() != notUnderstood) {
                    diagnostics.error(
                            Codes.TRAIN_ENTRY,
                            unknown.word().span(),
                            "a train section has no `" + word + "`",
                            Suggestion.hint(word, "it has", ENTRIES));
                }
                notUnderstood = unknown.span().start().line();
            } else if (!seen.add(keyword)) {
                diagnostics.error(
                        Codes.OPTION_TWICE,
                        entry.span(),
                        "`" + keyword + "` is given twice",
                        "leave one of them out, or make two train sections with names");
            } else if (entry instanceof TrainEntry.Count count) {
                counts.put(keyword, count);
            } else {
                entries.put(entry.getClass(), entry);
            }
        }
        return recipe(section.span(), name, entries, counts);
    }

    private Recipe recipe(
            Span span, String name, Map<Class<?>, TrainEntry> entries, Map<String, TrainEntry.Count> counts) {
        Optional<TrainEntry.Data> source = get(entries, TrainEntry.Data.class);
        if (source.isEmpty()) {
            diagnostics.error(
                    Codes.DATA,
                    span,
                    "the train section names no data",
                    "write, for example, `data digits`, which needs no download");
        }
        Recipe standard =
                Recipe.standard(name, span, source.map(d -> d.source().text()).orElse(""));
        long validation = whole(counts.get("validation"), 0, Integer.MAX_VALUE, standard.validation());
        source.ifPresent(d -> data.check(d.source(), validation, counts.get("validation")));
        return new Recipe(
                name,
                span,
                standard.data(),
                (int) whole(counts.get("epochs"), 1, MOST_EPOCHS, standard.epochs()),
                batch(counts.get("batch"), standard.batch()),
                get(entries, TrainEntry.Optimizer.class).map(this::optimizer).orElse(standard.optimizer()),
                get(entries, TrainEntry.Rate.class).map(this::rate).orElse(standard.rate()),
                get(entries, TrainEntry.Loss.class).map(this::loss).orElse(standard.loss()),
                get(entries, TrainEntry.Augment.class).map(this::augment).orElse(standard.augment()),
                (int) validation,
                whole(counts.get("seed"), 0, Long.MAX_VALUE, standard.seed()),
                get(entries, TrainEntry.Clip.class).map(this::clip).orElse(standard.clip()));
    }

    private static <T extends TrainEntry> Optional<T> get(Map<Class<?>, TrainEntry> entries, Class<T> kind) {
        return Optional.ofNullable(entries.get(kind)).map(kind::cast);
    }

    private static String keyword(TrainEntry entry) {
        return entry instanceof TrainEntry.Count count
                ? count.keyword()
                : entry.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT);
    }

    private long whole(TrainEntry.Count count, long least, long most, long standard) {
        return count == null
                ? standard
                : numerals.whole("`" + count.keyword() + "`", count.value(), least, most)
                        .orElse(standard);
    }

    private int batch(TrainEntry.Count batch, int standard) {
        long images = whole(batch, 1, MOST_BATCH, standard);
        if (images == 1 && facts.batchNorm()) {
            numerals.error(
                    batch.value().span(),
                    "a batch of one image has no mean and variance for batchnorm",
                    "it is at least 2 where the network has a batchnorm");
        }
        return (int) images;
    }

    private Recipe.Optimizer optimizer(TrainEntry.Optimizer optimizer) {
        String algorithm = optimizer.algorithm().text();
        if (!algorithm.equals("adam")) {
            unknown("optimizer", algorithm, optimizer.algorithm().span(), List.of("adam"));
        }
        Recipe.Optimizer.Adam standard = Recipe.Optimizer.Adam.STANDARD;
        Map<String, Double> values = new HashMap<>();
        for (TrainEntry.Option option : optimizer.options()) {
            String what = "`" + option.keyword() + "`";
            boolean epsilon = option.keyword().equals("epsilon");
            double value = (epsilon
                            ? numerals.real(what, option.value(), "above 0", v -> v > 0)
                            : numerals.real(what, option.value(), "at least 0 and below 1", v -> v >= 0 && v < 1))
                    .orElse(0);
            if (values.put(option.keyword(), value) != null) {
                diagnostics.error(Codes.OPTION_TWICE, option.span(), what + " is given twice", "leave one of them out");
            }
        }
        return new Recipe.Optimizer.Adam(
                values.getOrDefault("beta1", standard.beta1()),
                values.getOrDefault("beta2", standard.beta2()),
                values.getOrDefault("epsilon", standard.epsilon()));
    }

    private Recipe.Schedule rate(TrainEntry.Rate rate) {
        double initial = positive("the rate", rate.initial());
        if (rate.schedule() instanceof TrainEntry.Schedule.Halved halved) {
            int every = (int)
                    numerals.whole("`every`", halved.every(), 1, MOST_EPOCHS).orElse(1);
            return new Recipe.Schedule.Halved(initial, every);
        }
        if (rate.schedule() instanceof TrainEntry.Schedule.Decayed decayed) {
            double last = positive("the last rate", decayed.last());
            if (last > initial) {
                numerals.error(
                        decayed.last().span(),
                        "the rate would grow from " + rate.initial().text() + " to "
                                + decayed.last().text(),
                        "a rate decays to a smaller one");
            }
            return new Recipe.Schedule.Exponential(initial, last);
        }
        return rate.schedule() instanceof TrainEntry.Schedule.Cosine
                ? new Recipe.Schedule.Cosine(initial)
                : new Recipe.Schedule.Constant(initial);
    }

    private double positive(String what, Numeral numeral) {
        return numerals.real(what, numeral, "above 0", v -> v > 0).orElse(1);
    }

    private Recipe.Loss loss(TrainEntry.Loss loss) {
        String function = loss.function().text();
        Map<String, Recipe.Loss> known =
                Map.of("crossentropy", Recipe.Loss.CROSS_ENTROPY, "squaredhinge", Recipe.Loss.SQUARED_HINGE);
        if (!known.containsKey(function)) {
            unknown("loss", function, loss.function().span(), List.of("crossentropy", "squaredhinge"));
        }
        return known.getOrDefault(function, Recipe.Loss.CROSS_ENTROPY);
    }

    private void unknown(String what, String word, Span span, List<String> known) {
        String plural = what.equals("loss") ? "losses" : what + "s";
        diagnostics.error(
                Codes.ALGORITHM, span, "there is no " + what + " `" + word + "`", Suggestion.hint(word, plural, known));
    }

    private Recipe.Augment augment(TrainEntry.Augment augment) {
        if (augment.crop().size() > 1 || augment.flips() > 1) {
            diagnostics.error(
                    Codes.OPTION_TWICE, augment.span(), "an augmentation is given twice", "leave one of them out");
        }
        if (augment.crop().isEmpty()) {
            return new Recipe.Augment(0, augment.flips() > 0);
        }
        int side = Math.min(facts.height(), facts.width());
        long most = side == 0 ? Limits.EXTENT : Math.max(1, side - 1L);
        OptionalLong crop = numerals.whole("`crop`", augment.crop().get(0), 1, most);
        return new Recipe.Augment((int) crop.orElse(0), augment.flips() > 0);
    }

    private double clip(TrainEntry.Clip clip) {
        return clip.limit().isEmpty()
                ? 0
                : numerals.real("`clip`", clip.limit().get(), "above 0, or `none`", v -> v > 0)
                        .orElse(1);
    }
}
