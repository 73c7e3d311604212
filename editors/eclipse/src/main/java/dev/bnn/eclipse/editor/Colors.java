// SPDX-License-Identifier: Apache-2.0
package dev.bnn.eclipse.editor;

import dev.bnn.edit.Analysis;
import dev.bnn.edit.show.Token;
import dev.bnn.edit.show.Tokens;
import dev.bnn.syntax.Lexeme;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.jface.text.DocumentEvent;
import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.IRegion;
import org.eclipse.jface.text.ITypedRegion;
import org.eclipse.jface.text.Region;
import org.eclipse.jface.text.TextPresentation;
import org.eclipse.jface.text.presentation.IPresentationDamager;
import org.eclipse.jface.text.presentation.IPresentationRepairer;
import org.eclipse.jface.text.presentation.PresentationReconciler;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StyleRange;

/** Colors the words of a model by their kind. Users can set the colors in the preferences, under Colors and Fonts. */
public final class Colors extends PresentationReconciler {
    private static final String PREFIX = "dev.bnn.eclipse.";

    public Colors() {
        Painter painter = new Painter();
        setDamager(painter, IDocument.DEFAULT_CONTENT_TYPE);
        setRepairer(painter, IDocument.DEFAULT_CONTENT_TYPE);
    }

    private static final class Painter implements IPresentationDamager, IPresentationRepairer {
        private IDocument document;

        @Override
        public void setDocument(IDocument changed) {
            document = changed;
        }

        /**
         * A word at the beginning of a line may change the meaning of the next lines, so the rest of the text is colored again.
         */
        @Override
        public IRegion getDamageRegion(ITypedRegion partition, DocumentEvent event, boolean partitioningChanged) {
            int start = Analyses.of(document)
                    .lexemeAt(event.getOffset())
                    .map(Lexeme::start)
                    .orElse(event.getOffset());
            return new Region(start, document.getLength() - start);
        }

        @Override
        public void createPresentation(TextPresentation presentation, ITypedRegion damage) {
            Analysis analysis = Analyses.of(document);
            int end = damage.getOffset() + damage.getLength();
            for (Token token : Tokens.of(analysis)) {
                IRegion region = Analyses.region(analysis, token.range());
                if (region.getOffset() >= damage.getOffset() && region.getOffset() + region.getLength() <= end) {
                    presentation.addStyleRange(style(token.kind(), region));
                }
            }
        }

        private static StyleRange style(Token.Kind kind, IRegion region) {
            int font = kind == Token.Kind.KEYWORD || kind == Token.Kind.TYPE ? SWT.BOLD : SWT.NORMAL;
            String color = PREFIX + color(kind);
            return new StyleRange(
                    region.getOffset(),
                    region.getLength(),
                    JFaceResources.getColorRegistry().get(color),
                    null,
                    font);
        }

        /** The name of a color in plugin.xml. */
        private static String color(Token.Kind kind) {
            return switch (kind) {
                case KEYWORD -> "keyword";
                case TYPE -> "layer";
                case FUNCTION -> "block";
                case PARAMETER, VARIABLE -> "name";
                case PROPERTY -> "option";
                case VALUE -> "value";
                case NUMBER -> "number";
                case STRING -> "quoted";
                case COMMENT -> "comment";
                case OPERATOR -> "operator";
            };
        }
    }
}
