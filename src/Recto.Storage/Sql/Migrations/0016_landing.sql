-- What an article cites, as its page tells machines of it: meta tags (UTF-8 HTML) and a JSON list. Null until the article is made anew.
ALTER TABLE article_fragments ADD COLUMN cited_tags $Bytes$;
ALTER TABLE article_fragments ADD COLUMN cited_json $Bytes$;
