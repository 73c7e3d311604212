// SPDX-License-Identifier: Apache-2.0
package dev.bnn.rtlsim;

import dev.bnn.dataflow.Dataflow;
import dev.bnn.emit.Names;
import dev.bnn.emit.SimulationException;
import dev.bnn.tool.Command;
import dev.bnn.tool.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** yosys, which synthesizes a design for seven-series and for iCE40 without a vendor's tool. */
public record Yosys(Path program) {
    public static final String NAME = "yosys";

    /** Suffix of the name of a module that stays separate. */
    private static final String PART = "_part";

    private static final Duration LIMIT = Duration.ofHours(2);

    /** The yosys on the PATH. */
    public static Optional<Yosys> find() {
        return Programs.find(NAME).map(Yosys::new);
    }

    /**
     * The cells that a design takes.
     *
     * @param parts each unit with the streams that it writes, by its name, then {@code control} with the logic around the units
     */
    public record Report(YosysCounts whole, Map<String, YosysCounts> parts) {}

    /**
     * Counts the cells that a project takes on a seven-series part, unit by unit. Units stay separate, so logic that they could
     * share counts twice.
     *
     * @param work folder for the report and {@code yosys.log}; created if missing
     */
    public Report count(Path project, Dataflow flow, Path work) throws IOException, SimulationException {
        String top = Names.top(flow.network());
        List<String> units = flow.units().stream().map(u -> u.name()).toList();
        List<String> cells = Stream.concat(
                        units.stream().map(u -> "u_" + u),
                        flow.streams().stream().map(s -> "f_" + s.id()))
                .toList();
        Files.createDirectories(work);
        Path stat = work.resolve("yosys.stat");
        run(
                project,
                work,
                "hierarchy -check -top " + top + "\n" + apart(top + "_pipeline", cells) + "synth_xilinx -flatten -top "
                        + top + "\ntee -q -o yosys.stat stat\n");
        Map<String, YosysCounts> modules = YosysCounts.parse(Files.readAllLines(stat));
        Map<String, YosysCounts> parts = new LinkedHashMap<>();
        units.forEach(u -> parts.put(u, modules.get("u_" + u + PART)));
        for (Dataflow.Stream stream : flow.streams()) {
            parts.merge(units.get(stream.writer()), modules.get("f_" + stream.id() + PART), YosysCounts::plus);
        }
        parts.put("control", modules.get(top));
        return new Report(parts.values().stream().reduce(YosysCounts::plus).orElseThrow(), parts);
    }

    /** Moves each cell into a module of its own, which yosys then flattens separately; constant inputs become part of the module. */
    private static String apart(String module, List<String> cells) {
        return "cd " + module + "\n"
                + cells.stream()
                        .map(cell -> "submod -name " + cell + PART + " c:" + cell + "\n")
                        .collect(Collectors.joining())
                + "cd ..\n"
                + cells.stream()
                        .map(cell -> "setattr -mod -set keep_hierarchy 1 " + cell + PART + "\n")
                        .collect(Collectors.joining());
    }

    /**
     * Synthesizes a project for iCE40, flat.
     *
     * @param work folder for {@code design.json}, which nextpnr reads, and {@code netlist.v}; created if missing
     */
    public YosysCounts ice40(Path project, Dataflow flow, Path work) throws IOException, SimulationException {
        String top = Names.top(flow.network());
        Files.createDirectories(work);
        Path stat = work.resolve("yosys.stat");
        run(
                project,
                work,
                "synth_ice40 -abc9 -top " + top + " -json design.json\nwrite_verilog -noattr netlist.v\n"
                        + "tee -q -o yosys.stat stat\n");
        return YosysCounts.parse(Files.readAllLines(stat)).values().stream()
                .reduce(YosysCounts::plus)
                .orElseThrow();
    }

    /**
     * The simulation models of a family's cells, if the installation has them.
     *
     * @param family name of its folder in yosys: {@code ice40} or {@code xilinx}
     */
    public Optional<Path> cells(String family) throws IOException {
        Path cells = program.toRealPath()
                .resolveSibling("../share/yosys/" + family + "/cells_sim.v")
                .normalize();
        return Files.isRegularFile(cells) ? Optional.of(cells) : Optional.empty();
    }

    private void run(Path project, Path work, String script) throws IOException, SimulationException {
        prepare(project, List.of("src"), work, script);
        List<String> said = new ArrayList<>();
        OptionalInt status = Command.of(program.toString(), "-q", "-l", "yosys.log", "-s", "script.ys")
                .in(work)
                .run(said::add, LIMIT);
        if (status.isEmpty() || status.getAsInt() != 0) {
            throw new SimulationException("yosys does not take the design in " + project + ": "
                    + said.stream().filter(l -> l.contains("ERROR")).findFirst().orElse("it said nothing"));
        }
    }

    /**
     * Writes {@code script.ys}, which reads the sources and then runs {@code script}, and copies the memories beside it, since
     * yosys takes no file names with spaces.
     *
     * @param folders folders of the project that have sources
     * @param work folder to run it in; created if missing
     */
    public static void prepare(Path project, List<String> folders, Path work, String script) throws IOException {
        Files.createDirectories(work);
        StringBuilder text = new StringBuilder();
        for (String folder : folders) {
            try (var sources = Files.list(project.resolve(folder))) {
                for (Path source : sources.filter(f -> f.toString().endsWith(".v"))
                        .sorted()
                        .toList()) {
                    text.append("read_verilog -defer ")
                            .append(quoted(from(work, source)))
                            .append('\n');
                }
            }
        }
        Files.writeString(work.resolve("script.ys"), text + script);
        try (var memories = Files.list(project.resolve("mem"))) {
            for (Path memory : memories.toList()) {
                Files.copy(memory, work.resolve(memory.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    /** The path from a folder to a file. Unlike the whole path it has no quotes, which the preprocessor of yosys does not take. */
    private static Path from(Path folder, Path file) throws IOException {
        Path base = folder.toRealPath();
        Path whole = file.toRealPath();
        return whole.getRoot().equals(base.getRoot()) ? base.relativize(whole) : whole;
    }

    private static String quoted(Path path) {
        return "\"" + path + "\"";
    }
}
