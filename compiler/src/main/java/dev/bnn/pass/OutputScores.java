// SPDX-License-Identifier: Apache-2.0
package dev.bnn.pass;

import dev.bnn.ir.Ir;
import dev.bnn.ir.Node;
import dev.bnn.ir.Op;
import dev.bnn.ir.Reach;
import dev.bnn.ir.Types;
import dev.bnn.ir.View;
import dev.bnn.ir.Weights;
import dev.bnn.model.Activation;
import dev.bnn.model.Shape;
import dev.bnn.source.Words;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes the outputs integer scores in the order of the float scores. */
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
        List<Node> nodes = new ArrayList<>(ir.nodes());
        Node last = ir.output();
        List<Node> maps = NormalizeSignToThreshold.takeMaps(nodes);
        Node layer = nodes.get(nodes.size() - 1);
        Shape shape = layer.type().shape();
        Node before = nodes.get(nodes.size() - 2);
        if (!(layer.op() instanceof Op.Linear sums) || layer.op() instanceof Op.Depthwise || shape.pixels() != 1) {
            throw Problems.failure(
                    Problems.ARRANGEMENT,
                    last.span(),
                    "the network ends in " + last.name() + ", which gives no integer score a class",
                    "end it with a dense layer of one unit a class, with or without a batchnorm");
        }
        Optional<View> view = maps.isEmpty() ? layer.view() : last.view();
        Op.Score score;
        if (maps.isEmpty()) {
            long[] ones = new long[shape.channels()];
            Arrays.fill(ones, 1);
            score = new Op.Score(ones, new long[shape.channels()], lossScale(sums, nodes));
            log.change("scores are the sums of " + layer.name());
        } else {
            Reach reach = sums.reach(before.type());
            ScoreSearch.Result found = ScoreSearch.search(reach, new RealMap(maps), last);
            Node affine = maps.get(maps.size() - 1);
            score = affine.op() instanceof Op.Affine ? found.score(lossScale(sums, nodes)) : found.score(1);
            view = (affine.op() instanceof Op.Affine ? layer.view().map(v -> View.of(v.layer())) : last.view())
                    .map(View::inOrderOnly);
            log.change("scores are fixed point with " + found.fraction() + " fraction bits"
                    + (found.base().equals(BigDecimal.ONE) ? "" : " in units of the first slope")
                    + "; the order of all "
                    + Words.count(found.reachable()) + " reachable scores was compared");
        }
        nodes.add(new Node(scoreName(ir), score, List.of(), layer.type(), last.span(), view));
        return Types.chain(ir, nodes);
    }

    /** Scores that are sums of a layer reach the loss divided by sqrt(fan-in * largest weight) * largest level. */
    private static double lossScale(Op.Linear layer, List<Node> nodes) {
        Weights weights = layer.weights();
        Activation levels = nodes.stream()
                .filter(n -> n.op() instanceof Op.Threshold)
                .map(n -> ((Op.Threshold) n.op()).activation())
                .reduce(Activation.SIGN, (a, b) -> b);
        double level = levels.value(levels.top());
        return 1 / (Math.sqrt((double) weights.columns() * weights.type().limit()) * level);
    }

    private static String scoreName(Ir ir) {
        String name = "scores";
        while (has(ir, name)) {
            name += "_";
        }
        return name;
    }

    private static boolean has(Ir ir, String name) {
        return ir.nodes().stream().anyMatch(n -> n.name().equals(name));
    }
}
