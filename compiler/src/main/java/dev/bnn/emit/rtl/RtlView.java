// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit.rtl;

import dev.bnn.emit.board.AnswerView;
import dev.bnn.template.Text;
import java.util.List;

/** What the templates of the RTL back end print. */
public final class RtlView {
    private RtlView() {}

    /**
     * The design as a whole.
     *
     * @param last id of the stream of the answers
     * @param patience cycles without a word of the answer after which the test bench gives up
     * @param sample images of the plain Verilog test bench
     * @param loading null if weights and thresholds are constants
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
            int sample,
            Loading loading) {}

    /**
     * A stream.
     *
     * @param style what stores it: 0 flip-flops, 1 LUT RAM, 2 block RAM
     */
    public record Stream(String id, String writer, String reader, int bits, int depth, int style) {}

    /**
     * An instance of a module of the library.
     *
     * @param constants inputs that never change; none if parameters are loaded
     * @param vectors these inputs where parameters are loaded
     * @param loads inputs for elements of tables, and what drives them
     * @param ports connections, in Verilog
     */
    public record Unit(
            String name,
            Text comment,
            String module,
            List<Parameter> parameters,
            List<Table> tables,
            List<Constant> constants,
            List<Load> loads,
            List<Vector> vectors,
            List<String> ports) {}

    /** A parameter of an instance and its value in Verilog. */
    public record Parameter(String name, String value) {}

    /** A parameter of an instance that names a file of a table. */
    public record Table(String name, Text file) {}

    /** An input for the elements of a table, and the signal that says when one arrives. */
    public record Load(String port, String signal) {}

    /**
     * An input that is loaded.
     *
     * @param bits bits of an element
     * @param count number of elements
     * @param out bits of the input
     * @param array number of the array of parameters
     */
    public record Vector(String port, int bits, int count, int out, int array) {}

    /**
     * How parameters are loaded.
     *
     * @param arrays number of arrays
     * @param sizes bytes of an element, by array, in Verilog
     * @param counts elements, by array, in Verilog
     * @param structure the structure that a parameter file must be made for, in hexadecimal
     */
    public record Loading(int arrays, String sizes, String counts, String structure) {}

    /** An input that never changes. */
    public record Constant(String port, int bits, String digits) {}
}
