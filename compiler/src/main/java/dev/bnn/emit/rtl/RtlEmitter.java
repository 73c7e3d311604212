// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit.rtl;

import dev.bnn.dataflow.Dataflow;
import dev.bnn.dataflow.Unit;
import dev.bnn.emit.Design;
import dev.bnn.emit.GoldenVectors;
import dev.bnn.emit.Names;
import dev.bnn.emit.OutputFolder;
import dev.bnn.emit.TemplateFiles;
import dev.bnn.emit.array.ParameterFile;
import dev.bnn.emit.array.UnitArray;
import dev.bnn.emit.board.AnswerView;
import dev.bnn.emit.rtl.open.BoardFiles;
import dev.bnn.sim.unit.RtlFabric;
import dev.bnn.sim.unit.RtlLatency;
import dev.bnn.source.Words;
import dev.bnn.template.Templates;
import dev.bnn.template.Text;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.LongStream;
import java.util.zip.CRC32;

/**
 * Writes a design as Verilog-2005: {@code src} with the pipeline and the library of units, {@code mem} with their tables, {@code tb}
 * with the test bench and the golden vectors, {@code formal} with proofs. The same design gives the same bytes.
 */
public final class RtlEmitter {
    /** The modules of the library, one file each. */
    static final List<String> LIBRARY = List.of(
            "add",
            "channels",
            "concat",
            "control",
            "count",
            "delay",
            "depthwise",
            "depthwise_levels",
            "dot",
            "fifo",
            "fit",
            "fork",
            "gate",
            "label",
            "levels",
            "loader",
            "matrix",
            "mvtu",
            "mvtu_levels",
            "output",
            "pad",
            "pool",
            "positions",
            "pulse",
            "ram",
            "rom",
            "row_table",
            "scores",
            "shuffle",
            "steps",
            "sum",
            "sum_pool",
            "surround",
            "table",
            "taps",
            "threshold",
            "upsample",
            "vector",
            "width",
            "window");

    /** Images of the plain Verilog test bench, which is for slow simulators. */
    private static final int SAMPLE = 4;

    private static final Templates DESIGN = new Templates("rtl/design");

    private RtlEmitter() {}

    /** Writes or updates the project in the folder. */
    public static void emit(Design design, RtlFabric fabric, Path folder) throws IOException {
        OutputFolder out = new OutputFolder(folder);
        Dataflow flow = design.flow();
        RtlUnits units = new RtlUnits(fabric);
        List<RtlView.Unit> views = new ArrayList<>();
        boolean loadable = design.target().loadable();
        List<Text> tables = new ArrayList<>();
        int array = 0;
        for (int i = 0; i < flow.units().size(); i++) {
            Unit unit = flow.units().get(i);
            Instance instance = unit.accept(units);
            instance.memories().forEach((file, words) -> {
                out.add("mem/" + file, words);
                tables.add(new Text("mem/" + file));
            });
            views.add(view(flow, fabric, i, instance, loadable ? OptionalInt.of(array) : OptionalInt.empty()));
            array += UnitArray.of(unit).size();
        }
        boolean open = design.target().board().open().isPresent();
        RtlView.Top top = top(design, fabric, views);
        Map<String, Object> values = Map.of("d", top, "open", open);
        out.add("src/" + top.top() + ".v", DESIGN.render("top.v.ftl", values));
        out.add("src/" + top.top() + "_pipeline.v", DESIGN.render("pipeline.v.ftl", values));
        for (String module : LIBRARY) {
            out.add("src/bnnlib_" + module + ".v", TemplateFiles.read("rtl/src/bnnlib_" + module + ".v"));
        }
        out.add("tb/testbench.cpp", DESIGN.render("testbench.cpp.ftl", values));
        out.add("tb/images.hex", GoldenVectors.images(design.images()));
        out.add("tb/" + top.answer().file(), GoldenVectors.answers(design.answers()));
        if (loadable) {
            out.add("tb/" + ParameterFile.IN_TEST, ParameterFile.bytes(flow));
            // Tools run in this folder, so it must exist even without tables.
            out.add("mem/README", "Parameters are loaded at run time.\n");
        }
        if (!loadable) {
            out.add("tb/testbench.v", DESIGN.render("testbench.v.ftl", values));
            out.add("tb/images.mem", pixels(design, top.sample()));
            out.add("tb/answers.mem", answers(design, top.sample()));
        }
        if (open && !loadable) {
            BoardFiles.add(out, design, DESIGN, values, signature(out));
        }
        for (String proof : List.of("fifo_proof.v", "steps_proof.v", "prove.sh")) {
            out.add("formal/" + proof, TemplateFiles.read("rtl/formal/" + proof));
        }
        if (!open) {
            VivadoIp.add(out, design, top, tables);
        }
        out.add("README.md", DESIGN.render("README.md.ftl", values));
        out.commit();
    }

    /** Eight hexadecimal digits that identify the pipeline and its tables. */
    private static String signature(OutputFolder out) {
        CRC32 sum = new CRC32();
        out.files((name, content) -> {
            if (name.startsWith("src/") || name.startsWith("mem/")) {
                sum.update(name.getBytes(StandardCharsets.UTF_8));
                sum.update(content);
            }
        });
        return String.format(Locale.ROOT, "%08x", sum.getValue());
    }

    /** The first images as words of pixels, for {@code $readmemh}. */
    private static String pixels(Design design, int images) {
        int channels = design.flow().input().channels();
        HexWords words = new HexWords(Byte.SIZE * channels);
        for (byte[] image : design.images().subList(0, images)) {
            for (int i = 0; i < image.length; i++) {
                words.field(image[i], Byte.SIZE);
                if (i % channels == channels - 1) {
                    words.end();
                }
            }
        }
        return words.text();
    }

    private static String answers(Design design, int images) {
        int bits = design.flow().answer().bits();
        HexWords words = new HexWords(bits);
        for (long[] answer : design.answers().subList(0, images)) {
            for (long word : answer) {
                words.field(word, bits).end();
            }
        }
        return words.text();
    }

    /** @param array number of the first of the unit's arrays of parameters, where these are loaded */
    private static RtlView.Unit view(
            Dataflow flow, RtlFabric fabric, int number, Instance instance, OptionalInt array) {
        Unit unit = flow.units().get(number);
        List<RtlView.Load> loads = new ArrayList<>();
        for (int i = 0; i < instance.loads().size(); i++) {
            String signal = array.isPresent() ? "load_element[" + (array.getAsInt() + i) + "]" : "1'b0";
            loads.add(new RtlView.Load(instance.loads().get(i), signal));
        }
        List<RtlView.Vector> vectors = new ArrayList<>();
        for (int i = 0; i < instance.constants().size() && array.isPresent(); i++) {
            RtlView.Constant input = instance.constants().get(i);
            UnitArray elements = UnitArray.of(unit).get(i);
            vectors.add(new RtlView.Vector(
                    input.port(), elements.bits(), elements.size(), input.bits(), array.getAsInt() + i));
        }
        return new RtlView.Unit(
                unit.name(),
                comment(unit, fabric),
                instance.module(),
                instance.parameters(),
                instance.tables(),
                array.isPresent() ? List.of() : instance.constants(),
                loads,
                vectors,
                ports(flow, number));
    }

    private static RtlView.Loading loading(Dataflow flow) {
        List<UnitArray> arrays = UnitArray.of(flow);
        HexWords sizes = new HexWords(Byte.SIZE * arrays.size());
        HexWords counts = new HexWords(Integer.SIZE * arrays.size());
        for (UnitArray array : arrays) {
            sizes.field((array.bits() + Byte.SIZE - 1) / Byte.SIZE, Byte.SIZE);
            counts.field(array.size(), Integer.SIZE);
        }
        return new RtlView.Loading(
                arrays.size(),
                Byte.SIZE * arrays.size() + "'h" + sizes.end().digits(),
                Integer.SIZE * arrays.size() + "'h" + counts.end().digits(),
                ParameterFile.structure(flow));
    }

    private static RtlView.Top top(Design design, RtlFabric fabric, List<RtlView.Unit> units) {
        Dataflow flow = design.flow();
        List<RtlView.Stream> streams = new ArrayList<>();
        for (int s = 0; s < flow.streams().size(); s++) {
            Dataflow.Stream stream = flow.streams().get(s);
            int depth = flow.depths().get(s);
            streams.add(new RtlView.Stream(
                    stream.id(),
                    flow.units().get(stream.writer()).name(),
                    stream.reader() < flow.units().size()
                            ? flow.units().get(stream.reader()).name()
                            : "the output",
                    stream.bits(),
                    depth,
                    style(fabric, stream.bits(), depth)));
        }
        AnswerView answer = AnswerView.of(flow.answer());
        return new RtlView.Top(
                flow.network(),
                Names.top(flow.network()),
                new Text(flow.input() + " bytes to " + answer.what() + ", for "
                        + design.target().name()),
                new Text(design.source()),
                flow.input().pixels(),
                8 * flow.input().channels(),
                answer,
                answer.bits() / Byte.SIZE,
                streams,
                units,
                flow.units().get(flow.units().size() - 1).name(),
                patience(flow, fabric),
                Math.min(SAMPLE, design.images().size()),
                design.target().loadable() ? loading(flow) : null);
    }

    private static int style(RtlFabric fabric, int bits, int depth) {
        if (fabric.inBlockRam(bits, depth)) {
            return 2;
        }
        return fabric == RtlFabric.LUT_RAM ? 1 : 0;
    }

    /** Far more cycles than an image takes to go through all units one after the other. */
    private static long patience(Dataflow flow, RtlFabric fabric) {
        return 100_000
                + 100
                        * flow.units().stream()
                                .flatMapToLong(u -> LongStream.of(u.cycles(), RtlLatency.of(u, fabric)))
                                .sum();
    }

    /** The connections of a unit to its streams, in the order of its ports. */
    private static List<String> ports(Dataflow flow, int number) {
        List<Dataflow.Stream> streams = flow.streams();
        int[] read = flow.read(number).toArray();
        int[] written = flow.written(number).toArray();
        List<String> ports = new ArrayList<>();
        int reads = 0;
        int writes = 0;
        for (Unit.Port port : flow.units().get(number).ports()) {
            if (port.input()) {
                boolean image = number == 0 && reads == 0;
                String stream = image
                        ? ""
                        : "s_"
                                + streams.get(read[number == 0 ? reads - 1 : reads])
                                        .id();
                reads++;
                ports.add(input(port.name(), image, stream));
            } else {
                ports.add(
                        output(port.name(), "s_" + streams.get(written[writes]).id()));
                writes++;
            }
        }
        return ports;
    }

    private static String input(String port, boolean image, String stream) {
        String valid = image ? "image_valid" : stream + "_valid";
        String pop = image ? "image_pop" : stream + "_pop";
        String data = image ? "image_data" : stream + "_dout";
        return "." + port + "_valid(" + valid + "), ." + port + "_ready(" + pop + "), ." + port + "_data(" + data + ")";
    }

    private static String output(String port, String stream) {
        return "." + port + "_room(" + stream + "_room), ." + port + "_take(" + stream + "_take), ." + port + "_push("
                + stream + "_push), ." + port + "_data(" + stream + "_din)";
    }

    /** The kind of the unit, and the place of its layer in the source. */
    private static Text comment(Unit unit, RtlFabric fabric) {
        Path file = Path.of(unit.span().file()).getFileName();
        String place = file == null || file.toString().isEmpty()
                ? ""
                : " (" + file + ":" + unit.span().start().line() + ")";
        return new Text(unit.name() + ": " + unit.kind() + ", " + Words.count(unit.cycles(), "cycle")
                + " per frame, latency " + RtlLatency.of(unit, fabric) + place);
    }
}
