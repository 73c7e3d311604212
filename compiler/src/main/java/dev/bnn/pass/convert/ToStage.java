// SPDX-License-Identifier: Apache-2.0
package dev.bnn.pass.convert;

import dev.bnn.ir.Geometry;
import dev.bnn.ir.Node;
import dev.bnn.ir.Op;
import dev.bnn.ir.Weights;
import dev.bnn.model.Padding;
import dev.bnn.model.Shape;
import dev.bnn.pass.Property;
import dev.bnn.runtime.internal.network.Stage;
import dev.bnn.runtime.internal.network.Window;

/**
 * The runtime's stage for an operation of the integer IR. It rejects operations that no finished IR has: {@link Property}
 * guarantees that the passes have removed them.
 *
 * @param node the operation's node
 * @param in shape of what it reads
 */
record ToStage(Node node, Shape in) implements Op.Visitor<Stage> {
    @Override
    public Stage input(Op.Input op) {
        throw notInteger();
    }

    @Override
    public Stage scale(Op.Scale op) {
        throw notInteger();
    }

    @Override
    public Stage conv(Op.Conv op) {
        return matrix(op.geometry(in), op.padding().value(), op.weights(), op.groups());
    }

    @Override
    public Stage depthwise(Op.Depthwise op) {
        Geometry g = op.geometry(in);
        return new Stage.Depthwise(
                node.name(),
                ToModel.dims(in),
                ToModel.dims(g.out()),
                window(g),
                op.padding().value(),
                op.weights().values(),
                op.weights().type().bits());
    }

    @Override
    public Stage dense(Op.Dense op) {
        return matrix(op.geometry(in), 0, op.weights(), 1);
    }

    @Override
    public Stage affine(Op.Affine op) {
        throw notInteger();
    }

    @Override
    public Stage normalize(Op.Normalize op) {
        throw notInteger();
    }

    @Override
    public Stage pool(Op.Pool op) {
        Geometry g = op.geometry(in);
        return new Stage.Pool(node.name(), ToModel.dims(in), ToModel.dims(g.out()), window(g), op.min());
    }

    @Override
    public Stage sum(Op.Sum op) {
        Geometry g = op.geometry(in);
        return new Stage.Sum(node.name(), ToModel.dims(in), ToModel.dims(g.out()), window(g), op.minus());
    }

    @Override
    public Stage shuffle(Op.Shuffle op) {
        return new Stage.Shuffle(node.name(), ToModel.dims(in), op.channels().groups());
    }

    @Override
    public Stage upsample(Op.Upsample op) {
        return new Stage.Upsample(
                node.name(), ToModel.dims(in), ToModel.dims(op.factor().over(in)));
    }

    @Override
    public Stage add(Op.Add op) {
        return new Stage.Add(node.name(), ToModel.dims(in), node.inputs().get(1), op.minus());
    }

    @Override
    public Stage concat(Op.Concat op) {
        return new Stage.Concat(
                node.name(),
                ToModel.dims(in),
                ToModel.dims(node.type().shape()),
                node.inputs().get(0));
    }

    @Override
    public Stage quantize(Op.Quantize op) {
        throw notInteger();
    }

    @Override
    public Stage dropout(Op.Dropout op) {
        throw notInteger();
    }

    @Override
    public Stage flatten(Op.Flatten op) {
        throw notInteger();
    }

    @Override
    public Stage threshold(Op.Threshold op) {
        return new Stage.Threshold(
                node.name(),
                ToModel.dims(in),
                op.thresholds(),
                op.classes().rows(),
                op.classes().columns(),
                op.classes().columnClasses(),
                op.levels());
    }

    @Override
    public Stage score(Op.Score op) {
        return new Stage.Score(node.name(), ToModel.dims(in), op.multiplier(), op.addend(), op.scale());
    }

    private Stage matrix(Geometry g, int padValue, Weights weights, int groups) {
        return new Stage.Matrix(
                node.name(),
                ToModel.dims(g.in()),
                ToModel.dims(g.out()),
                window(g),
                padValue,
                groups,
                weights.values(),
                weights.type().bits());
    }

    private static Window window(Geometry g) {
        dev.bnn.model.Window w = g.window();
        Padding padding = g.padding();
        return new Window(
                w.kernelHeight(),
                w.kernelWidth(),
                w.strideY(),
                w.strideX(),
                w.dilationY(),
                w.dilationX(),
                padding.top(),
                padding.bottom(),
                padding.left(),
                padding.right());
    }

    private IllegalArgumentException notInteger() {
        return new IllegalArgumentException(node.name() + " is not an integer operation");
    }
}
