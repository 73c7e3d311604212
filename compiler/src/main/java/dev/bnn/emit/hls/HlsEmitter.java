// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit.hls;

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
import dev.bnn.emit.board.BoardView;
import dev.bnn.emit.board.CardProject;
import dev.bnn.emit.board.VivadoProject;
import dev.bnn.model.target.Target;
import dev.bnn.template.Templates;
import dev.bnn.template.Text;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Writes a design as an HLS project: {@code src} with the pipeline, its tables and the library, {@code tb} with the
 * test bench and the golden vectors, {@code sim} with stand-ins for the vendor's headers, and the script that runs
 * synthesis. The same design gives the same bytes.
 */
public final class HlsEmitter {
    private static final List<String> LIBRARY = List.of(
            "bits",
            "card",
            "depthwise",
            "label",
            "mvtu",
            "output",
            "pad",
            "parameters",
            "pipeline",
            "pool",
            "residual",
            "shuffle",
            "threshold",
            "upsample",
            "width",
            "window");
    private static final List<String> STAND_INS = List.of("ap_axi_sdata", "ap_int", "hls_stream");
    private static final Templates HLS = new Templates("hls/design");
    private static final Templates TCL = new Templates("tcl");
    private static final VivadoProject.Ip IP = new VivadoProject.Ip("build/solution/impl/ip", "hls", "run_hls.tcl");

    private HlsEmitter() {}

    /** Writes or updates the project in the folder. */
    public static void emit(Design design, Path folder) throws IOException {
        OutputFolder out = new OutputFolder(folder);
        Map<String, HlsView.Table> tables = new LinkedHashMap<>();
        for (Unit unit : design.flow().units()) {
            HlsTables.of(unit, design.source(), design.target().loadable())
                    .ifPresent(t -> tables.put(unit.arrays(), t));
        }
        HlsView.Top top = top(design, List.copyOf(tables.keySet()));
        Map<String, Object> values = Map.of("d", top);
        out.add("src/" + top.top() + ".h", HLS.render("top.h.ftl", values));
        out.add("src/" + top.top() + ".cpp", HLS.render("top.cpp.ftl", values));
        tables.forEach(
                (name, table) -> out.add("src/weights/" + name + ".h", HLS.render("table.h.ftl", Map.of("t", table))));
        for (String header : LIBRARY) {
            out.add("src/bnn/" + header + ".h", TemplateFiles.read("hls/include/bnn/" + header + ".h"));
        }
        for (String header : STAND_INS) {
            out.add("sim/" + header + ".h", TemplateFiles.read("hls/include/sim/" + header + ".h"));
        }
        out.add("tb/testbench.cpp", HLS.render("testbench.cpp.ftl", values));
        out.add("tb/images.hex", GoldenVectors.images(design.images()));
        out.add("tb/" + top.answer().file(), GoldenVectors.answers(design.answers()));
        if (design.target().loadable()) {
            out.add("tb/" + ParameterFile.IN_TEST, ParameterFile.bytes(design.flow()));
        }
        out.add("settings.tcl", settings(design));
        out.add("run_hls.tcl", TemplateFiles.read("tcl/run_hls.tcl"));
        if (top.card() != null) {
            out.add(CardProject.LINK_FILE, TCL.render("link.cfg.ftl", values));
        } else {
            VivadoProject.add(out);
        }
        out.add("README.md", HLS.render("README.md.ftl", values));
        out.commit();
    }

    /** The settings of the scripts. */
    static String settings(Design design) {
        HlsView.Top top = top(design, List.of());
        String hls = TCL.render("settings.tcl.ftl", Map.of("d", top));
        return top.card() != null ? hls : hls + VivadoProject.settings(design, IP);
    }

    private static HlsView.Top top(Design design, List<String> tables) {
        Dataflow flow = design.flow();
        Target target = design.target();
        List<HlsView.Unit> units = new ArrayList<>();
        List<HlsView.Stream> streams = new ArrayList<>();
        List<HlsView.Call> calls = new ArrayList<>();
        List<HlsView.Storage> storage = new ArrayList<>();
        TreeSet<String> headers = new TreeSet<>(List.of("output"));
        String top = Names.top(flow.network());
        Optional<HlsView.Loading> loading = target.loadable() ? Optional.of(loading(flow)) : Optional.empty();
        if (loading.isPresent()) {
            headers.add("parameters");
        }
        // The function that declares the streams.
        String region = loading.isPresent() ? "pipeline" : top;
        for (int i = 0; i < flow.streams().size(); i++) {
            Dataflow.Stream stream = flow.streams().get(i);
            int depth = flow.depths().get(i);
            streams.add(new HlsView.Stream(Names.stream(stream.id()), stream.bits(), depth));
        }
        for (int i = 0; i < flow.units().size(); i++) {
            Unit unit = flow.units().get(i);
            HlsUnits.LibraryCall library = HlsUnits.call(unit, top);
            HlsView.Unit view = HlsUnits.view(unit, library);
            units.add(loading.map(l -> without(view, l.pragmas())).orElse(view));
            headers.add(library.header());
            calls.add(new HlsView.Call(unit.name(), Names.streams(flow, i)));
            storage.addAll(library.storage());
            flow.written(i).mapToObj(streams::get).forEach(s -> {
                String fifo = HlsCosts.MODEL.inBlockRam(s.depth()) ? "bram" : "srl";
                storage.add(new HlsView.Storage(region, s.name(), "fifo", fifo));
            });
        }
        AnswerView answer = AnswerView.of(flow.answer());
        String last = Names.stream(flow.units().get(flow.units().size() - 1).name());
        CardShell shell = new CardShell(flow.input(), answer);
        Optional<HlsView.Card> card = target.board().platform().map(p -> shell.view(p, target.clockMhz()));
        if (card.isPresent()) {
            headers.remove("output");
            headers.add("card");
            shell.around(units, streams, calls, storage, last, region);
        } else {
            units.add(new HlsView.Unit(
                    "output",
                    new Text("output: " + answer.what() + " per frame to the bus"),
                    List.of(
                            HlsView.Port.stream("ap_uint<" + answer.bits() + ">", "in"),
                            HlsView.Port.stream(answer.type(), "out")),
                    "output<" + answer.bits() + ", " + answer.words() + ">",
                    List.of(),
                    List.of(),
                    List.of()));
            calls.add(new HlsView.Call("output", List.of(last, Names.OUT)));
        }
        int channels = flow.input().channels();
        return new HlsView.Top(
                flow.network(),
                new Text(summary(flow, target)),
                new Text(design.source()),
                top,
                flow.input().pixels(),
                channels,
                8 * channels,
                HlsWords.of(flow),
                answer,
                new Text(target.part()),
                BoardView.decimal(1000 / target.clockMhz()),
                List.copyOf(headers),
                tables,
                List.of("src/" + top + ".cpp"),
                units,
                streams,
                calls,
                storage,
                loading.orElse(null),
                card.orElse(null));
    }

    /** The top function owns the memories that are loaded, and their pragmas. */
    private static HlsView.Loading loading(Dataflow flow) {
        List<UnitArray> arrays = UnitArray.of(flow);
        return new HlsView.Loading(
                ParameterFile.structure(flow),
                arrays.stream().map(a -> new HlsView.Memory(a.name(), a.bits())).toList(),
                arrays.stream().flatMap(a -> HlsPragmas.of(a).stream()).toList());
    }

    private static HlsView.Unit without(HlsView.Unit unit, List<HlsView.Pragma> others) {
        return new HlsView.Unit(
                unit.name(),
                unit.comment(),
                unit.ports(),
                unit.call(),
                unit.locals(),
                unit.constants(),
                unit.pragmas().stream().filter(p -> !others.contains(p)).toList());
    }

    private static String summary(Dataflow flow, Target target) {
        return flow.input() + " bytes to " + AnswerView.of(flow.answer()).what() + ", for " + target.name() + " at "
                + BoardView.decimal(target.clockMhz()) + " MHz";
    }
}
