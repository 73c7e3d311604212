// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit;

import dev.bnn.dataflow.MatrixUnit;
import dev.bnn.dataflow.Unit;
import dev.bnn.estimate.Costs;
import dev.bnn.model.Memory;
import dev.bnn.template.Text;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Units of the pipeline as calls of the C++ library. */
final class HlsUnits {
    private HlsUnits() {}

    /** The header of the library that has the unit. */
    static String header(Unit unit) {
        if (unit instanceof MatrixUnit.Depthwise) {
            return "depthwise";
        } else if (unit instanceof MatrixUnit) {
            return "mvtu";
        } else if (unit instanceof Unit.Window) {
            return "window";
        } else if (unit instanceof Unit.Pad) {
            return "pad";
        } else if (unit instanceof Unit.Pool || unit instanceof Unit.SumPool) {
            return "pool";
        } else if (unit instanceof Unit.Width) {
            return "width";
        } else if (unit instanceof Unit.Fork || unit instanceof Unit.Add) {
            return "residual";
        } else if (unit instanceof Unit.LabelSelect) {
            return "label";
        }
        return "threshold";
    }

    /** Stem of the names of the unit's tables: that of the layer where it owns them, else that of the unit. */
    static String table(Unit unit) {
        return unit instanceof MatrixUnit m ? m.layer() : unit.name();
    }

    /** What the unit is and where its layer stands in the source. */
    static Text comment(Unit unit) {
        String what = unit.kind();
        if (unit instanceof MatrixUnit.Depthwise d) {
            what += " of " + d.weights().rows() + " channels and " + d.weights().columns() + " taps, PE "
                    + d.folding().pe() + ", " + d.cycles() + " cycles a frame";
        } else if (unit instanceof MatrixUnit m) {
            what += " of " + m.weights().rows() + " rows and " + m.weights().columns() + " columns, PE "
                    + m.folding().pe() + ", SIMD " + m.folding().simd() + ", " + m.cycles() + " cycles a frame";
        } else if (unit instanceof Unit.Window w) {
            what += " of " + w.kernel() + " x " + w.kernel() + ", stride " + w.stride() + ", over " + w.in();
        } else if (unit instanceof Unit.Pad p) {
            what += " of " + p.amount() + " around " + p.in() + " with "
                    + (p.elementBits() == 1 ? p.value() > 0 ? "+1" : "-1" : Integer.toString(p.value()));
        } else if (unit instanceof Unit.Pool p) {
            what += " of " + p.taps() + " pixels to " + p.out();
        } else if (unit instanceof Unit.SumPool p) {
            what += " of " + p.taps() + " pixels to " + p.out();
        } else if (unit instanceof Unit.Fork f) {
            what += " of " + f.shape();
        } else if (unit instanceof Unit.Add a) {
            what += " of " + a.skip() + ", " + a.out();
        } else if (unit instanceof Unit.Width w) {
            what += " from " + w.inBits() + " to " + w.outBits() + " bits";
        } else if (unit instanceof Unit.LabelSelect l) {
            what += ": the best " + (l.top() > 1 ? l.top() + " " : "") + "of " + l.classes() + " classes";
        }
        Path file = Path.of(unit.span().file()).getFileName();
        String place = file == null || file.toString().isEmpty()
                ? ""
                : " (" + file + ":" + unit.span().start().line() + ")";
        return new Text(unit.name() + ": " + what + place);
    }

    static HlsView.Unit view(Unit unit) {
        List<UnitArray> arrays = UnitArray.of(unit);
        List<String> locals = new ArrayList<>();
        List<String> constants =
                new ArrayList<>(arrays.stream().map(UnitArray::name).toList());
        List<HlsView.Pragma> pragmas = new ArrayList<>(
                arrays.stream().flatMap(a -> HlsPragmas.of(a).stream()).toList());
        if (unit instanceof Unit.Window w) {
            locals.add("ap_uint<" + w.inBits() + "> ring[" + w.rows() + "][" + w.in().width() + "];");
            constants.add("ring");
            pragmas.addAll(HlsPragmas.ring(w));
        } else if (unit instanceof Unit.Pad p) {
            constants.add("bnn::border<" + p.elementBits() + ", " + p.in().channels() + ">(" + p.value() + ")");
        }
        return new HlsView.Unit(unit.name(), comment(unit), ports(unit), call(unit), locals, constants, pragmas);
    }

    /** The function of the library with its template arguments. */
    private static String call(Unit unit) {
        if (unit instanceof MatrixUnit.Thresholded m) {
            return call(m);
        } else if (unit instanceof MatrixUnit.Scores s) {
            return call(
                    "scores",
                    element(s),
                    s.weights().rows(),
                    s.weights().columns(),
                    s.folding().pe(),
                    s.folding().simd(),
                    s.accumulatorBits(),
                    s.scoreBits());
        } else if (unit instanceof Unit.Window w) {
            return call("window", w.inBits(), w.in().height(), w.in().width(), w.kernel(), w.stride());
        } else if (unit instanceof Unit.Pad p) {
            return call("pad", p.inBits(), p.in().height(), p.in().width(), p.amount());
        } else if (unit instanceof Unit.Pool p) {
            return p.elementBits() == 1
                    ? call("pool", p.out().channels(), p.taps(), p.out().pixels())
                    : call(
                            "pool_codes",
                            p.elementBits(),
                            p.out().channels(),
                            p.taps(),
                            p.out().pixels());
        } else if (unit instanceof Unit.SumPool p) {
            return call(
                    "sum_pool",
                    p.elementBits(),
                    p.out().channels(),
                    p.taps(),
                    p.out().pixels(),
                    p.sumBits(),
                    p.levels(),
                    p.resultBits());
        } else if (unit instanceof Unit.Fork f) {
            return call("fork", f.inBits(), f.shape().pixels());
        } else if (unit instanceof Unit.Add a) {
            return call(
                    "residual_add",
                    a.elementBits(),
                    a.out().channels(),
                    a.out().pixels(),
                    a.sumBits(),
                    a.levels(),
                    a.resultBits());
        } else if (unit instanceof Unit.Width w) {
            return call("width", w.inBits(), w.outBits(), w.total());
        } else if (unit instanceof Unit.LabelSelect l) {
            return call("label_select", l.scoreBits(), l.classes(), l.top(), l.outBits());
        }
        Unit.ByteThreshold t = (Unit.ByteThreshold) unit;
        return call("threshold", t.shape().channels(), t.shape().pixels());
    }

    private static String call(MatrixUnit.Thresholded m) {
        boolean depthwise = m instanceof MatrixUnit.Depthwise;
        List<Object> arguments = new ArrayList<>(List.of(
                element(m),
                m.weights().rows(),
                m.weights().columns(),
                m.folding().pe()));
        if (!depthwise) {
            arguments.add(m.folding().simd());
        }
        arguments.addAll(List.of(
                m.accumulatorBits(),
                m.out().height(),
                m.out().width(),
                m.classes().count(),
                m.classes().count() == 1 ? "bnn::OneClass" : table(m) + "_classes"));
        if (m.levels() > 1) {
            arguments.add(m.levels());
        }
        String suffix = m.levels() > 1 ? "_levels" : "";
        return call((depthwise ? "depthwise" : "mvtu") + suffix, arguments.toArray());
    }

    private static List<HlsView.Port> ports(Unit unit) {
        HlsView.Port in = new HlsView.Port("ap_uint<" + unit.inBits() + ">", "in");
        HlsView.Port out = new HlsView.Port("ap_uint<" + unit.outBits() + ">", "out");
        if (unit instanceof Unit.Fork) {
            return List.of(in, out, new HlsView.Port(out.type(), "skip"));
        } else if (unit instanceof Unit.Add) {
            return List.of(in, new HlsView.Port(in.type(), "skip"), out);
        }
        return List.of(in, out);
    }

    /**
     * What stores the tables and memories of the unit: the directives that make the estimate's choice the tool's.
     *
     * @param top the function that owns memories which are loaded at run time
     */
    static List<HlsView.Storage> storage(Unit unit, String top) {
        List<HlsView.Storage> storage = new ArrayList<>();
        if (unit instanceof MatrixUnit m) {
            storage.add(table(m, "weights", m.folding().memory(), top));
        }
        if (unit instanceof MatrixUnit.Thresholded m) {
            storage.add(table(m, "thresholds", Costs.thresholds(m), top));
        }
        if (unit instanceof Unit.Window) {
            storage.add(new HlsView.Storage(unit.name(), "ring", "ram_s2p", "lutram"));
        }
        return storage;
    }

    private static HlsView.Storage table(MatrixUnit unit, String array, Memory memory, String top) {
        String implementation = switch (memory) {
            case LUT -> "lutram";
            case BLOCK -> "bram";
            case ULTRA -> "uram";
        };
        boolean loadable = unit.folding().loadable();
        return new HlsView.Storage(
                loadable ? top : unit.name(),
                table(unit) + "_" + array,
                loadable ? "ram_s2p" : "rom_1p",
                implementation);
    }

    private static String element(MatrixUnit m) {
        if (m.counts()) {
            return "bnn::Binary";
        }
        if (m.weightBits() > 1) {
            return m.elementBits() == 1
                    ? "bnn::Signs<" + m.weightBits() + ">"
                    : "bnn::Products<" + m.elementBits() + ", " + m.weightBits() + ">";
        }
        return m.elementBits() == 8 ? "bnn::Bytes" : "bnn::Codes<" + m.elementBits() + ">";
    }

    private static String call(String function, Object... arguments) {
        return Arrays.stream(arguments).map(String::valueOf).collect(Collectors.joining(", ", function + "<", ">"));
    }
}
