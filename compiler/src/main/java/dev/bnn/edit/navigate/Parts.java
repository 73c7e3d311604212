// SPDX-License-Identifier: Apache-2.0
package dev.bnn.edit.navigate;

import dev.bnn.syntax.Expr;
import dev.bnn.syntax.Extent;
import dev.bnn.syntax.LayerOption;
import dev.bnn.syntax.LayerStatement;
import dev.bnn.syntax.Section;
import dev.bnn.syntax.Statement;
import java.util.List;

/** The statements of sections, and the expressions of layers and of their options. */
final class Parts {
    private static final OfSection BODY = new OfSection();
    private static final OfLayer LAYER = new OfLayer();
    private static final OfOption OPTION = new OfOption();

    private Parts() {}

    /** The expression in the place of a layer's number, without those of its options. */
    static List<Expr> expressions(LayerStatement layer) {
        return layer.accept(LAYER);
    }

    static List<Expr> expressions(LayerOption option) {
        return option.accept(OPTION);
    }

    /** The statements of a section; none of those that have none. */
    static List<Statement> body(Section section) {
        return section.accept(BODY);
    }

    private static final class OfSection implements Section.Visitor<List<Statement>> {
        @Override
        public List<Statement> network(Section.NetworkHeader section) {
            return List.of();
        }

        @Override
        public List<Statement> input(Section.Input section) {
            return List.of();
        }

        @Override
        public List<Statement> classList(Section.ClassList section) {
            return List.of();
        }

        @Override
        public List<Statement> classRange(Section.ClassRange section) {
            return List.of();
        }

        @Override
        public List<Statement> constant(Section.Constant section) {
            return List.of();
        }

        @Override
        public List<Statement> block(Section.Block section) {
            return section.body();
        }

        @Override
        public List<Statement> layers(Section.Layers section) {
            return section.body();
        }

        @Override
        public List<Statement> train(Section.Train section) {
            return List.of();
        }

        @Override
        public List<Statement> target(Section.Target section) {
            return List.of();
        }

        @Override
        public List<Statement> incomplete(Section.Incomplete section) {
            return section.body();
        }
    }

    private static final class OfLayer implements LayerStatement.Visitor<List<Expr>> {
        @Override
        public List<Expr> conv(LayerStatement.Conv layer) {
            return List.of(layer.channels());
        }

        @Override
        public List<Expr> depthwise(LayerStatement.Depthwise layer) {
            return List.of();
        }

        @Override
        public List<Expr> dense(LayerStatement.Dense layer) {
            return List.of(layer.units());
        }

        @Override
        public List<Expr> pool(LayerStatement.Pool layer) {
            return layer.size().map(Extent::expressions).orElse(List.of());
        }

        @Override
        public List<Expr> shuffle(LayerStatement.Shuffle layer) {
            return List.of(layer.groups());
        }

        @Override
        public List<Expr> upsample(LayerStatement.Upsample layer) {
            return layer.factor().expressions();
        }

        @Override
        public List<Expr> batchNorm(LayerStatement.BatchNorm layer) {
            return List.of();
        }

        @Override
        public List<Expr> sign(LayerStatement.Sign layer) {
            return List.of();
        }

        @Override
        public List<Expr> quantize(LayerStatement.Quantize layer) {
            return layer.bits().stream().toList();
        }

        @Override
        public List<Expr> ternary(LayerStatement.Ternary layer) {
            return List.of();
        }

        @Override
        public List<Expr> flatten(LayerStatement.Flatten layer) {
            return List.of();
        }

        @Override
        public List<Expr> dropout(LayerStatement.Dropout layer) {
            return List.of();
        }

        @Override
        public List<Expr> concat(LayerStatement.Concat layer) {
            return List.of();
        }

        @Override
        public List<Expr> residual(LayerStatement.Residual layer) {
            return List.of();
        }
    }

    private static final class OfOption implements LayerOption.Visitor<List<Expr>> {
        @Override
        public List<Expr> kernel(LayerOption.Kernel option) {
            return option.size().expressions();
        }

        @Override
        public List<Expr> stride(LayerOption.Stride option) {
            return option.step().expressions();
        }

        @Override
        public List<Expr> dilation(LayerOption.Dilation option) {
            return option.distance().expressions();
        }

        @Override
        public List<Expr> groups(LayerOption.Groups option) {
            return List.of(option.count());
        }

        @Override
        public List<Expr> padding(LayerOption.Padding option) {
            return option.amount().expressions();
        }

        @Override
        public List<Expr> weights(LayerOption.Weights option) {
            return List.of();
        }

        @Override
        public List<Expr> eps(LayerOption.Eps option) {
            return List.of();
        }

        @Override
        public List<Expr> momentum(LayerOption.Momentum option) {
            return List.of();
        }

        @Override
        public List<Expr> shortcut(LayerOption.Shortcut option) {
            return List.of();
        }

        @Override
        public List<Expr> as(LayerOption.As option) {
            return List.of();
        }
    }
}
