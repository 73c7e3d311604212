// SPDX-License-Identifier: Apache-2.0
package dev.bnn.check;

import dev.bnn.model.Recipe;
import dev.bnn.source.Diagnostics;
import dev.bnn.source.Span;
import dev.bnn.source.Suggestion;
import dev.bnn.syntax.Section;
import dev.bnn.syntax.TrainEntry;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Checks a train section. What it does not say is as {@link Recipe#standard} has it. */
final class TrainChecker {
    private static final List<String> ENTRIES = List.of(
            "data",
            "epochs",
            "batch",
            "optimizer",
            "rate",
            "loss",
            "augment",
            "ste",
            "step",
            "precision",
            "start",
            "teacher",
            "validation",
            "patience",
            "average",
            "seed",
            "clip");
    private static final int MOST_BATCH = 65_536;
    /** A smaller alpha mixes nothing. */
    private static final double LEAST_MIXUP = 0.01;

    /**
     * What a recipe has to fit.
     *
     * @param height rows of the image; 0 where they are not known
     * @param width columns of the image
     * @param classes number of classes; 0 where they are not known
     * @param batchNorm true if there are statistics of a batch
     */
    record Facts(int height, int width, int classes, boolean batchNorm) {}

    private final Facts facts;
    private final DataChecker data;
    private final Diagnostics diagnostics;
    private final Numerals numerals;
    private final DescentChecker descent;
    private final ObjectiveChecker objective;
    private final LineageChecker lineage;

    TrainChecker(Facts facts, DataChecker data, Diagnostics diagnostics) {
        this.facts = facts;
        this.data = data;
        this.diagnostics = diagnostics;
        this.numerals = new Numerals(diagnostics, Codes.TRAIN_RANGE);
        this.descent = new DescentChecker(diagnostics);
        this.lineage = new LineageChecker(diagnostics);
        this.objective = new ObjectiveChecker(facts.classes(), diagnostics);
    }

    /** The recipe; of no use where errors were found. */
    Recipe check(Section.Train section, String name) {
        Map<Class<?>, TrainEntry> entries = new HashMap<>();
        Map<String, TrainEntry.Count> counts = new HashMap<>();
        Set<String> seen = new HashSet<>();
        Set<String> open = new HashSet<>();
        int notUnderstood = 0;
        for (TrainEntry entry : section.entries()) {
            if (entry instanceof TrainEntry.Incomplete incomplete) {
                open.add(incomplete.words().get(0).text());
                continue;
            }
            String keyword = keyword(entry);
            if (entry instanceof TrainEntry.Unknown unknown) {
                open.add(unknown.word().text());
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
        return recipe(section.span(), name, entries, counts, open);
    }

    /**
     * Whether one of the entries that were not understood may be the one of that keyword.
     *
     * @param open their first words
     */
    private static boolean maybe(Set<String> open, String keyword) {
        return open.stream()
                .anyMatch(w -> Suggestion.nearest(w, ENTRIES).orElse(keyword).equals(keyword));
    }

    private Recipe recipe(
            Span span,
            String name,
            Map<Class<?>, TrainEntry> entries,
            Map<String, TrainEntry.Count> counts,
            Set<String> open) {
        Optional<TrainEntry.Data> source = get(entries, TrainEntry.Data.class);
        if (source.isEmpty() && !maybe(open, "data")) {
            diagnostics.error(
                    Codes.DATA,
                    span,
                    "the train section names no data",
                    "write, for example, `data digits`, which needs no download");
        }
        Recipe standard =
                Recipe.standard(name, span, source.map(d -> d.source().text()).orElse(""));
        long validation = whole(counts.get("validation"), 0, Integer.MAX_VALUE, standard.validation());
        boolean heldKnown = counts.containsKey("validation") || !maybe(open, "validation");
        source.ifPresent(d -> data.check(d.source(), heldKnown ? validation : 0, counts.get("validation")));
        return new Recipe(
                name,
                span,
                standard.data(),
                (int) whole(counts.get("epochs"), 1, Limits.EPOCHS, standard.epochs()),
                batch(counts.get("batch"), standard.batch()),
                get(entries, TrainEntry.Optimizer.class).map(descent::optimizer).orElse(standard.optimizer()),
                get(entries, TrainEntry.Rate.class).map(descent::rate).orElse(standard.rate()),
                get(entries, TrainEntry.Loss.class).map(objective::loss).orElse(standard.loss()),
                get(entries, TrainEntry.Augment.class).map(this::augment).orElse(standard.augment()),
                (int) validation,
                whole(counts.get("seed"), 0, Long.MAX_VALUE, standard.seed()),
                get(entries, TrainEntry.Clip.class).map(this::clip).orElse(standard.clip()),
                get(entries, TrainEntry.Ste.class).map(objective::ste).orElse(standard.ste()),
                patience(counts.get("patience"), validation, standard.patience()),
                (int) whole(counts.get("average"), 1, Limits.EPOCHS, standard.average()),
                get(entries, TrainEntry.Step.class).map(objective::step).orElse(standard.step()),
                lineage.lineage(
                        get(entries, TrainEntry.Precision.class),
                        get(entries, TrainEntry.Start.class),
                        get(entries, TrainEntry.Teacher.class)));
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

    private int patience(TrainEntry.Count patience, long validation, int standard) {
        if (patience != null && validation == 0) {
            numerals.error(
                    patience.span(),
                    "`patience` waits for a better validation, but no images are held out",
                    "hold some out, such as `validation 1000`, or leave `patience` out");
        }
        return (int) whole(patience, 1, Limits.EPOCHS, standard);
    }

    private Recipe.Augment augment(TrainEntry.Augment augment) {
        int side = Math.min(facts.height(), facts.width());
        long most = side == 0 ? Limits.EXTENT : Math.max(1, side - 1L);
        int crop = 0;
        int cutout = 0;
        double mixup = 0;
        Set<String> seen = new HashSet<>();
        for (TrainEntry.Option change : augment.changes()) {
            String what = "`" + change.keyword() + "`";
            if (!seen.add(change.keyword())) {
                diagnostics.error(Codes.OPTION_TWICE, change.span(), what + " is given twice", "leave one of them out");
            } else if (change.keyword().equals("mixup")) {
                mixup = numerals.real(
                                what,
                                change.value().orElseThrow(),
                                "at least 0.01 and at most 1",
                                v -> v >= LEAST_MIXUP && v <= 1)
                        .orElse(0);
            } else if (change.keyword().equals("crop")) {
                crop = pixels(what, change, most);
            } else if (change.keyword().equals("cutout")) {
                cutout = pixels(what, change, most);
            }
        }
        return new Recipe.Augment(crop, seen.contains("flip"), cutout, mixup);
    }

    private int pixels(String what, TrainEntry.Option change, long most) {
        return (int) numerals.whole(what, change.value().orElseThrow(), 1, most).orElse(0);
    }

    private double clip(TrainEntry.Clip clip) {
        return clip.limit().isEmpty()
                ? 0
                : numerals.real("`clip`", clip.limit().get(), "above 0, or `none`", v -> v > 0)
                        .orElse(1);
    }
}
