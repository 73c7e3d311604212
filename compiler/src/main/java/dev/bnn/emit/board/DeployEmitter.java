// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit.board;

import dev.bnn.dataflow.Dataflow;
import dev.bnn.emit.Design;
import dev.bnn.emit.GoldenVectors;
import dev.bnn.emit.Names;
import dev.bnn.emit.OutputFolder;
import dev.bnn.emit.TemplateFiles;
import dev.bnn.emit.array.ParameterFile;
import dev.bnn.model.Shape;
import dev.bnn.template.Templates;
import dev.bnn.template.Text;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Writes what runs beside the design: on the board's processor drivers for PYNQ, in C and in Java, and the parameter file if
 * parameters are loadable; on the host of a card a program for XRT; for both the vectors of a self test. The bitstream comes into the
 * same folder.
 */
public final class DeployEmitter {
    /** Images of the self test: enough to find a wrong bit, and few enough for the memory of a bare-metal program. */
    private static final int SELF_TEST = 8;

    private static final int BYTES_A_LINE = 16;
    private static final List<String> FIXED =
            List.of("bnn_driver.c", "bnn_driver.h", "bnn_linux.c", "bnn_baremetal.c", "bnn_pynq.py");
    private static final Templates DRIVER = new Templates("driver");
    private static final Templates CARD = new Templates("card");

    private DeployEmitter() {}

    /**
     * What the templates print.
     *
     * @param answerBytes bytes of a score or a label
     * @param parameters null if weights and thresholds are constants of the bitstream
     * @param card true for the host of a card
     */
    public record View(
            Text source,
            String top,
            int height,
            int width,
            int channels,
            int imageBytes,
            List<Text> classes,
            AnswerView answer,
            int answerBytes,
            int lengthBits,
            String dmaAddress,
            String coreAddress,
            List<Vector> selfTest,
            Parameters parameters,
            boolean card) {}

    /** The parameter file: its name, its size, and the structure that it is for. */
    public record Parameters(String file, int bytes, String structure) {}

    /** An image of the self test as C text: its bytes in lines, and its scores or labels. */
    public record Vector(List<String> lines, String answer) {}

    /** Writes or updates the drivers in the folder. */
    public static void emit(Design design, Path folder) throws IOException {
        OutputFolder out = new OutputFolder(folder);
        Map<String, Object> values = Map.of("d", view(design));
        out.add("bnn_network.h", DRIVER.render("network.h.ftl", values));
        out.add("bnn_selftest.h", DRIVER.render("selftest.h.ftl", values));
        if (design.target().board().platform().isPresent()) {
            out.add("bnn_xrt.cpp", TemplateFiles.read("card/bnn_xrt.cpp"));
            out.add("README.md", CARD.render("README.md.ftl", values));
        } else {
            for (String file : FIXED) {
                out.add(file, TemplateFiles.read("driver/" + file));
            }
            out.add("BnnDriver.java", DRIVER.render("BnnDriver.java.ftl", values));
            out.add("network.json", DRIVER.render("network.json.ftl", values));
            out.add("README.md", DRIVER.render("README.md.ftl", values));
        }
        if (design.target().loadable()) {
            out.add("bnn_parameters.S", DRIVER.render("bnn_parameters.S.ftl", values));
            out.add(parameters(design).file(), ParameterFile.bytes(design.flow()));
        }
        int count = selfTest(design);
        out.add("selftest.hex", GoldenVectors.images(design.images().subList(0, count)));
        out.add("selftest.txt", GoldenVectors.answers(design.answers().subList(0, count)));
        out.commit();
    }

    /** A design without golden images has no self test, but its drivers compile. */
    private static int selfTest(Design design) {
        return Math.min(SELF_TEST, design.images().size());
    }

    private static View view(Design design) {
        Shape input = design.flow().input();
        List<long[]> answers = design.answers();
        List<Vector> vectors = new ArrayList<>();
        for (int i = 0; i < selfTest(design); i++) {
            vectors.add(new Vector(
                    lines(design.images().get(i)),
                    Arrays.stream(answers.get(i))
                            .mapToObj(number -> "INT64_C(" + number + "),")
                            .collect(Collectors.joining(" "))));
        }
        BoardView shell = BoardView.of(design.target());
        boolean ultrascale = shell.family().equals("zynqmp");
        return new View(
                new Text(design.source()),
                Names.top(design.flow().network()),
                input.height(),
                input.width(),
                input.channels(),
                input.size(),
                design.flow().classes().stream().map(Text::new).toList(),
                AnswerView.of(design.flow().answer()),
                design.flow().answer().bits() / Byte.SIZE,
                shell.lengthBits(),
                ultrascale ? "0xA0200000" : "0x40400000",
                ultrascale ? "0xA0300000" : "0x43C00000",
                vectors,
                design.target().loadable() ? parameters(design) : null,
                design.target().board().platform().isPresent());
    }

    private static Parameters parameters(Design design) {
        Dataflow flow = design.flow();
        return new Parameters(
                Names.top(flow.network()) + ".parameters.bin",
                ParameterFile.length(flow),
                ParameterFile.structure(flow));
    }

    private static List<String> lines(byte[] image) {
        HexFormat hex = HexFormat.of().withPrefix("0x").withSuffix(",").withDelimiter(" ");
        List<String> lines = new ArrayList<>();
        for (int from = 0; from < image.length; from += BYTES_A_LINE) {
            lines.add(hex.formatHex(image, from, Math.min(image.length, from + BYTES_A_LINE)));
        }
        return lines;
    }
}
