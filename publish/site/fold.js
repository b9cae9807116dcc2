;(function (code) {
  // Added by publish/site/search.py: "conteiner" finds what "contêiner" finds, in pages and in what is typed.
  var plain = function (text) { return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "") };
  var fold = function (token) { return token.update(plain) };
  var language = lunr[code], Lexer = lunr.QueryLexer;
  lunr.Pipeline.registerFunction(fold, "fold-" + code);
  lunr[code] = Object.assign(function () {
    language.apply(this, arguments);
    this.pipeline.add(fold);
    this.searchPipeline.add(fold);
  }, language);
  // Words with a wildcard skip the pipeline, and the theme adds one to what is being typed.
  lunr.QueryLexer = Object.assign(function (text) { Lexer.call(this, plain(text)) }, Lexer);
  lunr.QueryLexer.prototype = Lexer.prototype;
})("LANGUAGE");
