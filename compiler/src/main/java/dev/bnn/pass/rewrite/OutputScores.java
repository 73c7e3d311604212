// SPDX-License-Identifier: Apache-2.0
package dev.bnn.pass.rewrite;

import dev.bnn.ir.Ir;
import dev.bnn.ir.IrBuilder;
import dev.bnn.ir.Levels;
import dev.bnn.ir.Node;
import dev.bnn.ir.Op;
import dev.bnn.ir.View;
import dev.bnn.ir.Weights;
import dev.bnn.model.Activation;
import dev.bnn.model.Shape;
import dev.bnn.pass.Pass;
import dev.bnn.pass.PassLog;
import dev.bnn.pass.Problems;
import dev.bnn.pass.Property;
import dev.bnn.source.Code;
import dev.bnn.source.Words;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes the outputs integer scores in the order of the float scores, at each position of a map. */
public final class OutputScores implements Pass {
    @Override
    public String why() {
        return "Classes are ranked by integers: the sums themselves, or fixed point that keeps every order and tie.";
    }

    @Override
    public Set<Property> requires() {
        return Set.of(Property.INTEGER_THRESHOLDS);
    }

    @Override
    public Set<Property> establishes() {
        return Set.of(Property.INTEGER_SCORES);
    }

    @Override
    public Ir run(Ir ir, PassLog log) {
        Node last = ir.output();
        Preactivation output = Preactivation.endingAt(ir, last);
        Node layer = output.source();
        Shape shape = layer.type().shape();
        if (!(layer.op() instanceof Op.Linear sums)
                || !sums.mixesChannels()
                || !last.type().shape().equals(shape)) {
            throw Problems.failure(
                    Code.NO_INTEGER_FORM,
                    last.span(),
                    "the network ends in " + last.name() + ", which gives no integer score per class",
                    "end it with a dense layer of one unit per class, with or without a batchnorm");
        }
        if (!output.chain().sameNumbersAtAllPositions()) {
            throw Problems.failure(
                    Code.NO_INTEGER_FORM,
                    last.span(),
                    "the scores of " + last.name() + " have other constants at the border than within the map",
                    "pad " + layer.name() + " with a value of its input, or give it no padding");
        }
        IrBuilder lowered = IrBuilder.rewriting(ir);
        ir.nodes().stream().filter(n -> !output.maps().contains(n)).forEach(lowered::keep);
        Op.Score score;
        Optional<View> view;
        if (output.maps().isEmpty()) {
            long[] ones = new long[shape.channels()];
            Arrays.fill(ones, 1);
            score = new Op.Score(ones, new long[shape.channels()], lossScale(sums, ir, layer));
            view = layer.view();
            log.change("scores are the sums of " + layer.name());
        } else {
            ScoreSearch.Result found =
                    ScoreSearch.search(sums.range(ir.inputTypes(layer)).anywhere(), output.chain(), last);
            boolean ownSums = last.op() instanceof Op.Affine;
            score = found.score(ownSums ? lossScale(sums, ir, layer) : 1);
            view = (ownSums ? layer.view().map(v -> View.of(v.layer())) : last.view()).map(View::inOrderOnly);
            log.change("scores are fixed point with " + found.fraction() + " fraction bits"
                    + (found.base().equals(BigDecimal.ONE) ? "" : " in units of the first slope")
                    + "; the order of all "
                    + Words.count(found.reachable()) + " reachable scores was compared");
        }
        lowered.add(freeName(ir), score, List.of(lowered.yielding(layer.name())), last.span(), view);
        return lowered.build();
    }

    /** Scores that are sums of a layer reach the loss divided by sqrt(fan-in * largest weight) * largest level. */
    private static double lossScale(Op.Linear op, Ir ir, Node layer) {
        Activation levels = Levels.of(ir, ir.producer(layer, 0)).orElse(Activation.SIGN);
        Weights weights = op.weights();
        double level = levels.value(levels.top());
        return 1 / (Math.sqrt((double) weights.columns() * weights.type().limit()) * level);
    }

    private static String freeName(Ir ir) {
        String name = "scores";
        while (ir.has(name)) {
            name += "_";
        }
        return name;
    }
}
