// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit.rtl;

import dev.bnn.emit.AnswerView;
import dev.bnn.template.Text;
import java.util.List;

/** What the templates of the RTL back end print. */
public final class RtlView {
    private RtlView() {}

    /**
     * The design as a whole.
     *
     * @param last id of the stream that has the answers
     * @param patience cycles without a word of the answer after which the test bench gives up
     * @param sample images of the plain Verilog test bench
     */
    public record Top(
            String network,
            String top,
            Text summary,
            Text source,
            int pixels,
            int pixelBits,
            AnswerView answer,
            int answerBytes,
            List<Stream> streams,
            List<Unit> units,
            String last,
            long patience,
            int sample) {}

    /**
     * A stream.
     *
     * @param style what stores it: 0 flip-flops, 1 LUT RAM, 2 block RAM
     */
    public record Stream(String id, String writer, String reader, int bits, int depth, int style) {}

    /**
     * An instance of a module of the library.
     *
     * @param ports connections, in Verilog
     */
    public record Unit(
            String name,
            Text comment,
            String module,
            List<Parameter> parameters,
            List<Table> tables,
            List<Constant> constants,
            List<String> ports) {}

    /** A parameter of an instance and its value in Verilog. */
    public record Parameter(String name, String value) {}

    /** A parameter of an instance that names a file of a table. */
    public record Table(String name, Text file) {}

    /** An input that never changes. */
    public record Constant(String port, int bits, String digits) {}
}
