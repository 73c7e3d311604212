// SPDX-License-Identifier: Apache-2.0
package dev.bnn.check.train;

import dev.bnn.check.values.NumberChecker;
import dev.bnn.check.vocabulary.Limits;
import dev.bnn.check.vocabulary.Term;
import dev.bnn.check.vocabulary.TrainVocabulary;
import dev.bnn.model.Layer;
import dev.bnn.model.recipe.Descent;
import dev.bnn.model.recipe.Recipe;
import dev.bnn.source.Advice;
import dev.bnn.source.Code;
import dev.bnn.source.Diagnostics;
import dev.bnn.source.Position;
import dev.bnn.source.Span;
import dev.bnn.syntax.Section;
import dev.bnn.syntax.TrainEntry;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Checks a train section. {@link Recipe#standard} has the values that it leaves out. */
public final class TrainChecker {
    /**
     * The facts about the network that a recipe must fit.
     *
     * @param height rows of the image; 0 if they are not known
     * @param width columns of the image
     * @param classes number of classes; 0 if they are not known
     * @param layers the layers that were understood
     * @param lost whether a layer of that name, or of that kind, may be among those that were not
     * @param map true if the network gives a class at each position of a map
     */
    public record Facts(int height, int width, int classes, List<Layer> layers, Predicate<String> lost, boolean map) {
        /** Whether the network has a batch norm, which computes statistics over a batch. */
        boolean batchNorm() {
            return layers.stream().anyMatch(Layer.BatchNorm.class::isInstance);
        }
    }

    private final Facts facts;
    private final DataChecker data;
    private final Diagnostics diagnostics;
    private final NumberChecker numbers;
    private final DescentChecker descent;
    private final DecayChecker decays;
    private final ObjectiveChecker objective;
    private final LineageChecker lineage;

    public TrainChecker(Facts facts, DataChecker data, Diagnostics diagnostics) {
        this.facts = facts;
        this.data = data;
        this.diagnostics = diagnostics;
        this.numbers = new NumberChecker(diagnostics, Code.TRAIN_RANGE);
        this.descent = new DescentChecker(diagnostics);
        this.decays = new DecayChecker(facts.layers(), facts.lost(), diagnostics);
        this.lineage = new LineageChecker(diagnostics);
        this.objective = new ObjectiveChecker(facts.classes(), diagnostics);
    }

    /** The recipe; meaningless if errors were found. */
    public Recipe check(Section.Train section, String name) {
        TrainEntries entries = TrainEntries.of(section, diagnostics);
        Span span = section.span();
        if (entries.data().isEmpty() && !entries.mayHave("data")) {
            diagnostics.error(
                    Code.DATA,
                    span,
                    "the train section names no data",
                    "write, for example, `data digits`, which needs no download");
        }
        Recipe standard = Recipe.standard(
                name, span, entries.data().map(d -> d.source().text()).orElse(""));
        Optional<TrainEntry.Count> validationEntry = entries.count(TrainVocabulary.VALIDATION.word());
        long validation =
                whole(entries, TrainVocabulary.VALIDATION, standard.run().validation());
        boolean heldKnown = validationEntry.isPresent() || !entries.mayHave(TrainVocabulary.VALIDATION.word());
        entries.data().ifPresent(d -> data.check(d.source(), heldKnown ? validation : 0, validationEntry));
        Recipe.Run run = new Recipe.Run(
                standard.run().data(),
                (int) whole(entries, TrainVocabulary.EPOCHS, standard.run().epochs()),
                batch(entries, standard.run().batch()),
                (int) validation,
                patience(entries, validation, standard.run().patience()),
                whole(entries, TrainVocabulary.SEED, standard.run().seed()));
        return new Recipe(
                name,
                span,
                run,
                descent(entries, standard.descent()),
                objective(entries, standard.objective()),
                regularization(entries, standard.regularization()),
                lineage.lineage(entries.precision(), entries.start(), teacher(entries)));
    }

    private Descent descent(TrainEntries entries, Descent standard) {
        Descent found = new Descent(
                entries.optimizer().map(descent::optimizer).orElse(standard.optimizer()),
                entries.rate().map(descent::rate).orElse(standard.rate()),
                entries.clip().map(this::clip).orElse(standard.clip()),
                entries.latents().map(descent::latents).orElse(standard.latents()),
                entries.optimizer().map(this::decays).orElse(standard.decays()));
        if (found.optimizer() instanceof Descent.Optimizer.Bop
                && (found.latents().centered() || found.latents().quantile() > 0)) {
            boolean centered = found.latents().centered();
            diagnostics.error(
                    Code.OPTION_UNFIT,
                    entries.latents().orElseThrow().span(),
                    "bop flips weights and has no latent weights to " + (centered ? "center" : "clamp"),
                    "leave `" + (centered ? Descent.Latents.CENTERED : Descent.Latents.RECTIFIED)
                            + "` out, or take another optimizer");
        }
        return found;
    }

    /** The layers' own decays in the optimizer's first decay. A second decay is an error, as is one for an optimizer without decay. */
    private Map<String, Double> decays(TrainEntry.Optimizer optimizer) {
        return optimizer.options().stream()
                .filter(o -> o.keyword().equals(TrainVocabulary.DECAY.word()))
                .findFirst()
                .map(o -> decays.decays(o, TrainVocabulary.DECAY.range().orElseThrow()))
                .orElse(Map.of());
    }

    private Recipe.Objective objective(TrainEntries entries, Recipe.Objective standard) {
        return new Recipe.Objective(
                entries.loss().map(objective::loss).orElse(standard.loss()),
                entries.ste().map(objective::ste).orElse(standard.ste()),
                entries.step().map(objective::step).orElse(standard.step()));
    }

    private Recipe.Regularization regularization(TrainEntries entries, Recipe.Regularization standard) {
        return new Recipe.Regularization(entries.augment().map(this::augment).orElse(standard.augment()), (int)
                whole(entries, TrainVocabulary.AVERAGE, standard.average()));
    }

    private long whole(TrainEntries entries, Term entry, long standard) {
        return entries.count(entry.word())
                .map(c -> numbers.whole(
                                "`" + c.keyword() + "`",
                                c.value(),
                                entry.range().orElseThrow())
                        .orElse(standard))
                .orElse(standard);
    }

    private int batch(TrainEntries entries, int standard) {
        long images = whole(entries, TrainVocabulary.BATCH, standard);
        Optional<TrainEntry.Count> batch = entries.count(TrainVocabulary.BATCH.word());
        if (images == 1 && facts.batchNorm() && batch.isPresent()) {
            numbers.error(
                    batch.get().value().span(),
                    "a batch of one image has no mean and variance for batchnorm",
                    "it is at least 2 where the network has a batchnorm");
        }
        return (int) images;
    }

    private int patience(TrainEntries entries, long validation, int standard) {
        Optional<TrainEntry.Count> patience = entries.count(TrainVocabulary.PATIENCE.word());
        if (patience.isPresent() && validation == 0) {
            numbers.error(
                    patience.get().span(),
                    "`patience` waits for a better validation, but no images are held out",
                    "hold some out, such as `validation 1000`, or leave `patience` out");
        }
        return (int) whole(entries, TrainVocabulary.PATIENCE, standard);
    }

    private Recipe.Augment augment(TrainEntry.Augment augment) {
        int side = Math.min(facts.height(), facts.width());
        long most = side == 0 ? Limits.EXTENT : Math.max(1, side - 1L);
        int crop = 0;
        int cutout = 0;
        double mixup = 0;
        Set<String> seen = new HashSet<>();
        Position end = augment.span().start();
        for (TrainEntry.Option change : augment.changes()) {
            String what = "`" + change.keyword() + "`";
            Span withComma = new Span(change.span().file(), end, change.span().end());
            end = withComma.end();
            if (!seen.add(change.keyword())) {
                diagnostics.error(
                        Code.OPTION_TWICE,
                        change.span(),
                        what + " is given twice",
                        Advice.of("leave one of them out").removing(withComma, "this " + what));
            } else if (change.keyword().equals(TrainVocabulary.MIXUP.word())) {
                mixup = numbers.real(
                                what,
                                change.value().orElseThrow(),
                                TrainVocabulary.MIXUP.range().orElseThrow())
                        .orElse(0);
                if (facts.map()) {
                    ofMap(withComma, "mixes images, and a position has one class", what);
                }
            } else if (change.keyword().equals(TrainVocabulary.CROP.word())) {
                crop = pixels(what, change, most);
            } else if (change.keyword().equals(TrainVocabulary.CUTOUT.word())) {
                cutout = pixels(what, change, most);
            }
        }
        return new Recipe.Augment(crop, seen.contains(TrainVocabulary.FLIP.word()), cutout, mixup);
    }

    private Optional<TrainEntry.Teacher> teacher(TrainEntries entries) {
        entries.teacher()
                .filter(teacher -> facts.map())
                .ifPresent(teacher -> ofMap(teacher.span(), "has no scores to teach at each position", "`teacher`"));
        return entries.teacher();
    }

    /** Reports what a network that gives a map cannot train with. */
    private void ofMap(Span span, String why, String what) {
        diagnostics.error(
                Code.ALGORITHM,
                span,
                what + " " + why + " in an `output map`",
                Advice.of("leave it out").removing(span, what));
    }

    private int pixels(String what, TrainEntry.Option change, long most) {
        return (int) numbers.whole(what, change.value().orElseThrow(), 1, most).orElse(0);
    }

    private double clip(TrainEntry.Clip clip) {
        return clip.limit().isEmpty()
                ? 0
                : numbers.real(
                                "`clip`",
                                clip.limit().get(),
                                TrainVocabulary.CLIP.range().orElseThrow())
                        .orElse(1);
    }
}
