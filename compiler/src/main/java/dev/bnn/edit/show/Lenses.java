// SPDX-License-Identifier: Apache-2.0
package dev.bnn.edit.show;

import dev.bnn.edit.Analysis;
import dev.bnn.edit.Range;
import dev.bnn.model.Network;
import dev.bnn.model.target.Target;
import dev.bnn.syntax.Section;
import dev.bnn.syntax.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The lines above recipes and targets: their figures and what can be done with them. */
public final class Lenses {
    /** The results of earlier goals. */
    public interface Results {
        /** No results. */
        Results NONE = (network, recipe) -> Optional.empty();

        /** The last accuracy of a recipe, in words such as {@code 98.12 % on the test set}; empty if it was not trained. */
        Optional<String> accuracy(String network, String recipe);
    }

    private final Analysis analysis;
    private final List<Lens> lenses = new ArrayList<>();

    private Lenses(Analysis analysis) {
        this.analysis = analysis;
    }

    /**
     * The lenses of a text, in about a millisecond.
     *
     * @param hardware figures that were computed; for a target without them, the lens says that they follow
     */
    public static List<Lens> of(Analysis analysis, Optional<Hardware> hardware, Results results) {
        Lenses lenses = new Lenses(analysis);
        for (Section.Train train : analysis.sections(Section.Train.class)) {
            lenses.train(train, results);
        }
        List<Section.Target> targets = analysis.sections(Section.Target.class);
        for (int i = 0; i < targets.size(); i++) {
            lenses.target(targets.get(i), i, hardware);
        }
        return lenses.lenses;
    }

    private void train(Section.Train train, Results results) {
        Range range = analysis.range(train.span());
        String recipe = train.name().map(Word::text).orElse("default");
        analysis.sections(Section.NetworkHeader.class).stream()
                .findFirst()
                .flatMap(header -> results.accuracy(header.name().text(), recipe))
                .ifPresent(accuracy -> lenses.add(new Lens(range, accuracy, Lens.Action.NONE, "")));
        lenses.add(new Lens(range, "train", Lens.Action.TRAIN, recipe));
        lenses.add(new Lens(range, "open report", Lens.Action.REPORT, ""));
    }

    private void target(Section.Target section, int index, Optional<Hardware> hardware) {
        Range range = analysis.range(section.span());
        Optional<Network> network = analysis.network()
                .filter(n -> n.synthesizable() && index < n.targets().size());
        if (network.isPresent()) {
            Target target = network.get().targets().get(index);
            hardware.map(h -> h.known(network.get(), target).map(Figures::line).orElse("figures follow"))
                    .ifPresent(line -> lenses.add(new Lens(range, line, Lens.Action.NONE, "")));
            lenses.add(new Lens(range, "synthesize", Lens.Action.SYNTHESIZE, target.name()));
        }
    }
}
