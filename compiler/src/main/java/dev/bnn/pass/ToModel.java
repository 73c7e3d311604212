package dev.bnn.pass;

import dev.bnn.ir.Geometry;
import dev.bnn.ir.Ir;
import dev.bnn.ir.Node;
import dev.bnn.ir.Op;
import dev.bnn.ir.Weights;
import dev.bnn.model.Shape;
import dev.bnn.runtime.BnnModel;
import dev.bnn.runtime.Dims;
import dev.bnn.runtime.Stage;
import java.util.ArrayList;
import java.util.List;

/** The integer network as the runtime's model: one stage a node. */
final class ToModel {
    static final String NAME = "Runtime";
    static final String WHY = "The engine of the runtime on packed bits, from which NAME.bnnc is written.";

    private ToModel() {}

    static BnnModel convert(Ir ir) {
        List<Stage> stages = new ArrayList<>();
        for (int i = 1; i < ir.nodes().size(); i++) {
            stages.add(stage(ir.nodes().get(i), ir.nodes().get(i - 1).type().shape()));
        }
        Shape image = ir.nodes().get(0).type().shape();
        return new BnnModel(ir.network(), dims(image), ir.classes(), stages);
    }

    private static Stage stage(Node node, Shape in) {
        Op op = node.op();
        String name = node.name();
        if (op instanceof Op.Depthwise d) {
            Geometry g = Geometry.of(op, in);
            return new Stage.Depthwise(
                    name,
                    dims(in),
                    dims(g.out()),
                    d.kernel(),
                    d.stride(),
                    g.padding(),
                    d.padding().value(),
                    d.weights().values(),
                    d.weights().type().bits());
        } else if (op instanceof Op.Conv c) {
            return matrix(name, Geometry.of(op, in), c.padding().value(), c.weights());
        } else if (op instanceof Op.Dense d) {
            return matrix(name, Geometry.of(op, in), 0, d.weights());
        } else if (op instanceof Op.Threshold t) {
            return new Stage.Threshold(
                    name,
                    dims(in),
                    t.thresholds(),
                    t.classes().rows(),
                    t.classes().columns(),
                    t.classes().columnClasses(),
                    t.levels());
        } else if (op instanceof Op.Pool p) {
            Shape out = Geometry.of(op, in).out();
            return new Stage.Pool(name, dims(in), dims(out), p.size(), p.stride(), p.min());
        } else if (op instanceof Op.Sum s) {
            Shape out = Geometry.of(op, in).out();
            return new Stage.Sum(name, dims(in), dims(out), s.size(), s.stride(), s.minus());
        } else if (op instanceof Op.Add a) {
            return new Stage.Add(name, dims(in), node.inputs().get(1), a.minus());
        } else if (op instanceof Op.Score s) {
            return new Stage.Score(name, dims(in), s.multiplier(), s.addend(), s.scale());
        }
        throw new IllegalArgumentException(name + " is not an integer operation");
    }

    private static Stage matrix(String name, Geometry g, int padValue, Weights weights) {
        return new Stage.Matrix(
                name,
                dims(g.in()),
                dims(g.out()),
                g.kernelHeight(),
                g.kernelWidth(),
                g.stride(),
                g.padding(),
                padValue,
                weights.values(),
                weights.type().bits());
    }

    private static Dims dims(Shape shape) {
        return new Dims(shape.channels(), shape.height(), shape.width());
    }
}
