;;; bnn-mode.el --- Model files of binarized neural networks -*- lexical-binding: t; -*-

;; SPDX-License-Identifier: Apache-2.0
;; Package-Requires: ((emacs "28.1") (eglot "1.9"))

;;; Commentary:

;; A mode for .bnn files: comments, indentation by the language server, and the server bnn-ls for Eglot.
;;
;;   (require 'bnn-mode)
;;   (add-hook 'bnn-mode-hook #'eglot-ensure)
;;
;; `bnn-ls-command' is the command where bnn-ls is not on the path.

;;; Code:

(require 'eglot)

(defgroup bnn nil
  "Model files of binarized neural networks."
  :group 'languages)

(defcustom bnn-ls-command '("bnn-ls")
  "The command that starts the language server, and its arguments."
  :type '(repeat string))

(defvar bnn-mode-syntax-table
  (let ((table (make-syntax-table)))
    (modify-syntax-entry ?# "<" table)
    (modify-syntax-entry ?\n ">" table)
    (modify-syntax-entry ?\" "\"" table)
    (modify-syntax-entry ?_ "w" table)
    (modify-syntax-entry ?- "_" table)
    table)
  "Comments run from # to the end of the line.")

;;;###autoload
(define-derived-mode bnn-mode prog-mode "BNN"
  "A mode for the model files of binarized neural networks."
  (setq-local comment-start "# ")
  (setq-local comment-end "")
  (setq-local comment-start-skip "#+ *")
  (setq-local indent-tabs-mode nil)
  (setq-local electric-indent-inhibit t))

;;;###autoload
(add-to-list 'auto-mode-alist '("\\.bnn\\'" . bnn-mode))

(add-to-list 'eglot-server-programs '(bnn-mode . (lambda (&rest _) bnn-ls-command)))

(provide 'bnn-mode)
;;; bnn-mode.el ends here
