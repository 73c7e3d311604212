// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit.c;

import dev.bnn.emit.OutputFolder;
import dev.bnn.emit.TemplateFiles;
import dev.bnn.model.Layer;
import dev.bnn.model.Network;
import dev.bnn.runtime.BnnModel;
import dev.bnn.runtime.internal.network.CompiledNetwork;
import dev.bnn.template.Templates;
import dev.bnn.template.Text;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Writes a compiled network as C99: {@code NAME.c} and {@code NAME.h}, the library {@code bnn_kernels.h}, a test with golden
 * images, and a Makefile. NAME is that of {@link CNames}. The same network gives the same bytes.
 */
public final class CEmitter {
    private static final Templates C = new Templates("c");
    private static final int BYTES_A_LINE = 16;

    private CEmitter() {}

    /**
     * The memory that a program takes, in bytes.
     *
     * @param tables constants: weights, thresholds
     * @param maps memory that the caller provides
     * @param stack the largest buffers of a layer, in a build without vectors
     */
    public record Size(long tables, long maps, long stack) {}

    /** An image of the test as C text: its bytes in lines, and its scores. */
    public record Vector(List<String> lines, String scores) {}

    /**
     * Writes or updates the files in the folder.
     *
     * @param source name of the model's file
     * @param images golden images, in HWC bytes
     */
    public static Size emit(Network network, BnnModel model, String source, List<byte[]> images, Path folder)
            throws IOException {
        List<StepView> views = new ArrayList<>();
        CView.Program program = program(network, model.network(), source, views);
        OutputFolder out = new OutputFolder(folder);
        Map<String, Object> values = Map.of("p", program, "vectors", vectors(model, images));
        out.add(program.name() + ".c", C.render("network.c.ftl", values));
        out.add(program.name() + ".h", C.render("network.h.ftl", values));
        out.add(program.name() + "_test.c", C.render("test.c.ftl", values));
        out.add("bnn_kernels.h", TemplateFiles.read("c/bnn_kernels.h"));
        out.add("Makefile", TemplateFiles.read("c/Makefile"));
        out.add("README.md", C.render("README.md.ftl", values));
        out.commit();
        return new Size(
                program.tableBytes(),
                4L * program.mapWords(),
                views.stream().mapToLong(StepView::stack).max().orElse(0));
    }

    private static CView.Program program(
            Network network, CompiledNetwork compiled, String source, List<StepView> views) {
        List<Step> steps = Step.of(compiled);
        MapPlan plan = new MapPlan();
        List<CView.Map> written = new ArrayList<>();
        List<CView.Layer> layers = new ArrayList<>();
        long tableBytes = 0;
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            StepView view = new StepView(step);
            views.add(view);
            CView.Map writes = i == steps.size() - 1
                    ? new CView.Map("out", "int64_t", "scores")
                    : new CView.Map("out", "uint32_t", place(plan, steps, i));
            written.add(writes);
            List<CView.Map> reads = new ArrayList<>();
            for (int read : step.reads()) {
                String parameter = reads.isEmpty() ? "in" : "other";
                reads.add(
                        read == Step.IMAGE
                                ? new CView.Map(parameter, "uint8_t", "image")
                                : new CView.Map(
                                        parameter, "uint32_t", written.get(read).argument()));
            }
            layers.add(view.layer(reads, writes, place(network, step)));
            tableBytes += view.tables().stream().mapToLong(CEmitter::bytes).sum();
        }
        String name = CNames.of(network.name());
        return new CView.Program(
                name,
                name.toUpperCase(Locale.ROOT),
                new Text(source),
                new Text(network.title()),
                compiled.input().size(),
                new Text(compiled.input().toString()),
                compiled.classes().stream().map(Text::new).toList(),
                network.output(),
                layers,
                Math.max(1, plan.words()),
                tableBytes);
    }

    /** The first word of the map that a step writes, as an argument. */
    private static String place(MapPlan plan, List<Step> steps, int index) {
        int read = index;
        for (int i = index + 1; i < steps.size(); i++) {
            read = steps.get(i).reads().contains(index) ? i : read;
        }
        int words = steps.get(index).out().words();
        return "memory->maps + " + plan.place(words, index, read);
    }

    private static String place(Network network, Step step) {
        return network.layers().stream()
                .filter(layer -> layer.name().equals(step.name()))
                .map(Layer::span)
                .filter(span -> !span.file().isEmpty())
                .map(span ->
                        Path.of(span.file()).getFileName() + ":" + span.start().line())
                .findFirst()
                .orElse("");
    }

    private static long bytes(CView.Table table) {
        String bits = table.type().replaceAll("\\D", "");
        return table.size() * Integer.parseInt(bits) / Byte.SIZE;
    }

    private static List<Vector> vectors(BnnModel model, List<byte[]> images) {
        HexFormat hex = HexFormat.of().withPrefix("0x").withSuffix(",").withDelimiter(" ");
        List<Vector> vectors = new ArrayList<>();
        for (byte[] image : images) {
            List<String> lines = new ArrayList<>();
            for (int from = 0; from < image.length; from += BYTES_A_LINE) {
                lines.add(hex.formatHex(image, from, Math.min(image.length, from + BYTES_A_LINE)));
            }
            vectors.add(new Vector(
                    lines,
                    Arrays.stream(model.scores(image))
                            .mapToObj(score -> score == Long.MIN_VALUE ? "INT64_MIN," : "INT64_C(" + score + "),")
                            .collect(Collectors.joining(" "))));
        }
        return vectors;
    }
}
