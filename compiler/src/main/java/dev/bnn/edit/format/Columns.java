// SPDX-License-Identifier: Apache-2.0
package dev.bnn.edit.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/** Aligns what belongs together in columns by adding blanks. */
final class Columns {
    private static final Set<String> IMAGE = Set.of("input", "classes");
    private static final Set<String> ONE_LINE = Set.of("block", "train");
    private static final Set<String> FOLD_OPTIONS = Set.of("pe", "simd", "memory");

    private final Sheet sheet;
    private final List<Sheet.Line> lines;

    private Columns(Sheet sheet) {
        this.sheet = sheet;
        this.lines = sheet.lines();
    }

    static void settle(Sheet sheet) {
        Columns columns = new Columns(sheet);
        columns.runs(columns::image).forEach(run -> columns.align(run, line -> line.from() + 1));
        for (String kind : ONE_LINE) {
            columns.runs(line -> columns.oneLine(line, kind)).forEach(run -> columns.align(run, columns::brace));
        }
        columns.recipes();
        columns.runs(columns::fold).forEach(columns::table);
        columns.runs(columns::row).forEach(columns::table);
        Comments.settle(sheet, columns.lines);
    }

    /** Runs of at least two consecutive lines, none of them only a comment, that all match {@code wanted}. */
    private List<List<Sheet.Line>> runs(Predicate<Sheet.Line> wanted) {
        List<List<Sheet.Line>> runs = new ArrayList<>();
        List<Sheet.Line> run = new ArrayList<>();
        for (Sheet.Line line : lines) {
            boolean fits = sheet.code(line) > line.from() && wanted.test(line);
            if (!run.isEmpty() && (!fits || sheet.breaks[line.from()] > 1)) {
                runs.add(run);
                run = new ArrayList<>();
            }
            if (fits) {
                run.add(line);
            }
        }
        runs.add(run);
        return runs.stream().filter(r -> r.size() > 1).toList();
    }

    /** Aligns one word of each line in a column. */
    private void align(List<Sheet.Line> run, ToIntFunction<Sheet.Line> word) {
        int column = run.stream()
                .mapToInt(line -> sheet.end(line, word.applyAsInt(line) - 1))
                .max()
                .orElse(0);
        for (Sheet.Line line : run) {
            int aligned = word.applyAsInt(line);
            sheet.blanks[aligned] += column - sheet.end(line, aligned - 1);
        }
    }

    private boolean image(Sheet.Line line) {
        boolean output = sheet.isKeyword(line.from(), "output") && sheet.depth(line.from()) == 0;
        return (output || sheet.section(line.from()) && IMAGE.contains(sheet.text(line.from())))
                && sheet.code(line) > line.from() + 1;
    }

    private boolean oneLine(Sheet.Line line, String kind) {
        int last = sheet.code(line) - 1;
        return sheet.section(line.from())
                && sheet.text(line.from()).equals(kind)
                && sheet.is(last, "}")
                && sheet.partner(last) == brace(line);
    }

    /** The first opening brace of a line; -1 if there is none. */
    private int brace(Sheet.Line line) {
        return IntStream.range(line.from(), line.to())
                .filter(i -> sheet.is(i, "{"))
                .findFirst()
                .orElse(-1);
    }

    /** Aligns the values of a recipe with one entry per line. */
    private void recipes() {
        for (int at = 0; at < lines.size(); at++) {
            int open = brace(lines.get(at));
            if (open < 0
                    || sheet.partner(open) < 0
                    || !sheet.isKeyword(lines.get(at).from(), "train")) {
                continue;
            }
            List<Sheet.Line> entries = lines.subList(at + 1, lines.size()).stream()
                    .takeWhile(line -> line.from() < sheet.partner(open))
                    .filter(line -> sheet.begins(line.from()))
                    .toList();
            boolean single = lines.get(at).to() - open <= 2 && entries.stream().allMatch(line -> starts(line) == 1);
            if (single) {
                List<Sheet.Line> valued = entries.stream()
                        .filter(line -> sheet.code(line) > line.from() + 1 && !sheet.is(line.from() + 1, ";"))
                        .toList();
                align(valued, line -> line.from() + 1);
            }
        }
    }

    /** Number of statements and entries that begin in a line. */
    private long starts(Sheet.Line line) {
        return IntStream.range(line.from(), line.to()).filter(sheet::begins).count();
    }

    private boolean fold(Sheet.Line line) {
        return sheet.isKeyword(line.from(), "fold") && starts(line) == 1;
    }

    /** Whether a line has several layers, or uses of blocks, with only blanks between them. */
    private boolean row(Sheet.Line line) {
        boolean plain = IntStream.range(line.from(), line.to()).noneMatch(i -> sheet.is(i, ";") || sheet.is(i, "{"));
        return sheet.begins(line.from())
                && body(line.from())
                && plain
                && cells(line).size() > 1;
    }

    /** Whether a word is in a body of layers. */
    private boolean body(int i) {
        int section = i;
        while (section > 0 && !sheet.section(section)) {
            section--;
        }
        return sheet.isKeyword(section, "layers") || sheet.isKeyword(section, "block");
    }

    /** The first words of the cells of a line. */
    private List<Integer> cells(Sheet.Line line) {
        boolean fold = fold(line);
        List<Integer> cells = new ArrayList<>(List.of(line.from()));
        for (int i = line.from() + 1; i < sheet.code(line); i++) {
            boolean cell = fold ? FOLD_OPTIONS.stream().anyMatch(isKeyword(i)) : sheet.begins(i);
            if (cell) {
                cells.add(i);
            }
        }
        return cells;
    }

    private Predicate<String> isKeyword(int i) {
        return keyword -> sheet.isKeyword(i, keyword);
    }

    private void table(List<Sheet.Line> rows) {
        List<List<Integer>> cells = rows.stream().map(this::cells).toList();
        int most = cells.stream().mapToInt(List::size).max().orElse(0);
        for (int column = 1; column < most; column++) {
            int cell = column;
            List<Sheet.Line> reaching = IntStream.range(0, rows.size())
                    .filter(i -> cells.get(i).size() > cell)
                    .mapToObj(rows::get)
                    .toList();
            align(reaching, line -> cells.get(rows.indexOf(line)).get(cell));
        }
    }
}
